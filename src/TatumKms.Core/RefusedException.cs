namespace TatumKms.Core;

/// <summary>
/// One pending transaction cannot or must not be signed: malformed, not what its keys are for, unsafe.
/// The daemon turns it into an outcome and reports it; it never ends another transaction.
/// </summary>
public sealed class RefusedException : Exception
{
    /// <summary>Makes a refusal; the reason is a sentence that is sent to the API and never holds a secret.</summary>
    public RefusedException(string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
    }
}
