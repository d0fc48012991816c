namespace TatumKms.Daemon.Policy;

/// <summary>Allows to sign one transaction. What it spends is reserved until the permit is disposed, and counts for good when it is kept.</summary>
internal sealed class PolicyPermit(PolicyGate gate, SpentRecord spent, string facts) : IDisposable
{
    /// <summary>What the journal keeps with the signed transaction, as JSON.</summary>
    public string Facts => facts;

    /// <summary>The transaction is signed and in the journal.</summary>
    public void Keep() => gate.Keep(spent);

    public void Dispose() => gate.Release(spent);
}
