namespace TatumKms.Chains.Sol.Messages;

/// <summary>A message: what the signers of a Solana transaction sign (solana.com/docs/core/transactions).</summary>
/// <param name="Version">Nothing for a legacy message, 0 for version 0.</param>
/// <param name="Header">How the accounts are divided.</param>
/// <param name="Accounts">The accounts that the message names itself: writable signers, other signers, other writables, the rest.</param>
/// <param name="Blockhash">32 bytes: of a recent block, or the value of a durable nonce.</param>
/// <param name="Instructions">What is done, in this order.</param>
/// <param name="Lookups">More accounts, by their places in tables on the chain; version 0 only.</param>
internal sealed record SolMessage(
    byte? Version,
    SolHeader Header,
    IReadOnlyList<SolAddress> Accounts,
    SolAddress Blockhash,
    IReadOnlyList<SolInstruction> Instructions,
    IReadOnlyList<SolLookup> Lookups)
{
    /// <summary>Those who must sign, in the order of their signatures. The first pays the fee.</summary>
    public IEnumerable<SolAddress> Signers => Accounts.Take(Header.Required);

    /// <summary>Whether the account at a place must sign.</summary>
    public bool IsSigner(int index) => index < Header.Required;

    /// <summary>Whether the account at a place, one of <see cref="Accounts"/>, may be changed.</summary>
    public bool IsWritable(int index) => index < Header.Required
        ? index < Header.Required - Header.ReadonlySigned
        : index < Accounts.Count - Header.ReadonlyUnsigned;
}

/// <summary>How a message divides its accounts, each number 0 to 255.</summary>
/// <param name="Required">How many sign.</param>
/// <param name="ReadonlySigned">How many of these, the last ones, are not changed.</param>
/// <param name="ReadonlyUnsigned">How many of the others, the last ones, are not changed.</param>
internal sealed record SolHeader(int Required, int ReadonlySigned, int ReadonlyUnsigned);

/// <summary>A call of a program.</summary>
/// <param name="Program">The program's place among the accounts.</param>
/// <param name="Accounts">The places of the accounts that it gets, those from tables counted after those of the message.</param>
/// <param name="Data">What the program reads.</param>
internal sealed record SolInstruction(int Program, IReadOnlyList<int> Accounts, byte[] Data);

/// <summary>Accounts from a table on the chain.</summary>
/// <param name="Table">The table's address.</param>
/// <param name="Writable">Places in the table of accounts that may be changed.</param>
/// <param name="ReadOnly">Places in the table of the others.</param>
internal sealed record SolLookup(SolAddress Table, byte[] Writable, byte[] ReadOnly);
