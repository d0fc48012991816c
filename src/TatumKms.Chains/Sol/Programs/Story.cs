using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>What has been found out of a transaction so far.</summary>
/// <param name="own">The addresses of the signing keys.</param>
internal sealed class Story(IReadOnlySet<string> own)
{
    private const int SolDecimals = 9;
    private readonly Dictionary<string, (string Wallet, string Mint)> _tokenAccounts = [];

    public List<Payment> Sources { get; } = [];

    public List<Payment> Payments { get; } = [];

    public List<string> Notes { get; } = [];

    public List<ContractCall> Calls { get; } = [];

    public List<Danger> Dangers { get; } = [];

    /// <summary>What of the transaction could not be read, where that leaves open who pays whom.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>An instruction is of no known kind. It matters where the program gets a signer: then it may do in its name what it likes.</summary>
    public void CannotRead(InstructionCall call)
    {
        if (call.HasSigner)
        {
            Unread.Add($"Instruction {call.Number} lets the program {call.Program} act in the name of a signer, and what it asks of the program is not known here.");
        }
    }

    /// <summary>An amount of SOL.</summary>
    public static Amount Sol(BigInteger lamports) => new(lamports, SolDecimals, "SOL");

    public bool IsOwn(string address) => own.Contains(address);

    /// <summary>Notes that somebody gets power, or gives it up.</summary>
    public void Takeover(string note) => Warn(DangerKind.AccountTakeover, note);

    /// <summary>Notes something, which may be dangerous.</summary>
    public void Warn(DangerKind? kind, string note)
    {
        Notes.Add(note);
        if (kind is { } danger)
        {
            Dangers.Add(new Danger(danger, note));
        }
    }

    /// <summary>Lamports go from one account to another.</summary>
    public void Move(string from, string to, ulong lamports)
    {
        Sources.Add(new Payment(from, Sol(lamports), IsOwn(from)));
        Payments.Add(new Payment(to, Sol(lamports), IsOwn(to)));
    }

    /// <summary>A token account belongs to a wallet; the chain proves it when the transaction runs.</summary>
    public void Learn(string tokenAccount, string wallet, string mint) => _tokenAccounts[tokenAccount] = (wallet, mint);

    /// <summary>A token account and, where this transaction says it, whose it is.</summary>
    public string NameOf(string tokenAccount) => _tokenAccounts.TryGetValue(tokenAccount, out var known)
        ? $"{tokenAccount} (token account of {known.Wallet})"
        : $"{tokenAccount} (token account)";

    /// <summary>Whose a token account is, where this transaction says it; else the account itself.</summary>
    public string RecipientOf(string tokenAccount) => _tokenAccounts.TryGetValue(tokenAccount, out var known) ? known.Wallet : tokenAccount;

    /// <summary>Whether a token account is known to be one of a signing key's.</summary>
    public bool IsOwnTokenAccount(string tokenAccount) => _tokenAccounts.TryGetValue(tokenAccount, out var known) && IsOwn(known.Wallet);

    /// <summary>The token of a token account, where this transaction says it.</summary>
    public string? MintOf(string tokenAccount) => _tokenAccounts.TryGetValue(tokenAccount, out var known) ? known.Mint : null;
}
