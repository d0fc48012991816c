using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>Nobody can approve what nobody can read: on mainnet such a transaction is not even asked about.</summary>
internal static class OpaqueTransactions
{
    /// <exception cref="RefusedException">The transaction is opaque, on mainnet, and the owner has not allowed such ones.</exception>
    public static void RequireAllowed(PreparedTransaction transaction, DaemonOptions options)
    {
        if (options.Network == Network.Mainnet && !options.AllowOpaque && transaction.Description.WhyOpaque is { } why)
        {
            throw new RefusedException(
                $"It cannot be told what the transaction does. {why} On mainnet such a transaction is signed only where the owner of the KMS "
                + "allows it: --allow-opaque, or TATUM_KMS_ALLOW_OPAQUE=true.");
        }
    }
}
