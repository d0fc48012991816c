using System.CommandLine;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>What the commands that put one wallet into the store have in common.</summary>
internal abstract class StoringCommand(Composition composition, string name, string description) : KmsCommand(composition, name, description)
{
    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.AllowWeakPassword];

    /// <summary>Stores an entry and, once it is durable, prints its id with what identifies it in public.</summary>
    protected async Task StoreAsync(IWalletStore store, WalletEntry entry, CancellationToken cancellationToken)
    {
        var id = SignatureId.Create();
        await store.AddAsync([new NewWallet(id, entry)], cancellationToken);
        try
        {
            Print(id, entry);
        }
        catch (KmsException problem) when (problem.Error == KmsError.InputOutput)
        {
            throw new KmsException(problem.Error, problem.Message, $"The wallet is stored; its signatureId is {id}.", problem);
        }
    }

    /// <summary>Asks for a secret that is to be stored; blanks around it are the paste's, not the secret's.</summary>
    /// <exception cref="KmsException">Nothing was entered (<see cref="KmsError.Usage"/>).</exception>
    protected SecretBytes AskSecret(string label)
    {
        using var line = Kms.Terminal.Ask(label);
        var trimmed = line.Span.Trim(" \t"u8);
        return trimmed.Length > 0 ? new SecretBytes(trimmed) : throw new KmsException(KmsError.Usage, "Nothing was entered; nothing was stored.");
    }

    private void Print(SignatureId id, WalletEntry entry) => Kms.Terminal.WriteObject(json =>
    {
        json.WriteString("signatureId", id.ToString());
        if (entry.Address is { } address)
        {
            json.WriteString(WalletEntry.AddressField, address);
        }
        else if (entry.Xpub is { } xpub)
        {
            json.WriteString(WalletEntry.XpubField, xpub);
        }
    });
}
