using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Files;

namespace TatumKms.Wallets;

/// <summary>What the open part of a wallet file says. Nothing proves it: only the password does.</summary>
/// <param name="Format">The format.</param>
/// <param name="Generation">How often the file was written; 0 for the original's format, which does not count.</param>
/// <param name="Kdf">The cost of the password hash; nothing for the original's format, which has none.</param>
public sealed record StoreInspection(StoreFormat Format, long Generation, KdfParameters? Kdf)
{
    /// <summary>Reads a file that is there.</summary>
    /// <exception cref="KmsException">There is none, it cannot be read, or it is damaged or something else (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static StoreInspection Read(string path)
    {
        var errors = new StoreErrors(path);
        var file = WalletFile.Read(new SystemStoreFiles(), path, errors) ?? throw errors.NoFile();
        if (file.Length == 0)
        {
            throw errors.Empty();
        }

        switch (StoreCipher.FormatOf(file))
        {
            case StoreFormat.Original:
                return new StoreInspection(StoreFormat.Original, 0, null);
            case StoreFormat.Version2:
                var header = EnvelopeReader.Read(file, errors).Header;
                return new StoreInspection(StoreFormat.Version2, header.Generation, header.Kdf);
            default:
                throw errors.UnknownFormat();
        }
    }
}
