using TatumKms.Core;

namespace TatumKms.Wallets;

/// <summary>The sentences of everything that can be wrong with one wallet file. They name the file and never quote its contents.</summary>
internal sealed class StoreErrors(string path)
{
    private string BackupHint => $"Keep a copy of the file. The generation before it, if there was one, is '{path}.bak'.";

    public KmsException NoFile() =>
        new(KmsError.NotFound, $"No such wallet file: '{path}'.", "Name it with --path, or create it by generating or storing a wallet.");

    public KmsException Gone() =>
        new(KmsError.NotFound, $"The wallet file '{path}' was there and is gone. No new one was made.", "Put it back, or start again to make a new store.");

    public KmsException OnlyBackup() =>
        new(
            KmsError.StoreDamaged,
            $"The wallet file '{path}' is missing, but '{path}.bak', the generation before it, is there. No new store was made.",
            $"To have it back, run: tatum-kms restore '{path}.bak'. To make a new store, move the backup to a safe place first.");

    public static KmsException NoEntry(SignatureId id) =>
        new(KmsError.NotFound, $"No such wallet for signatureId '{id}'.");

    public KmsException Empty() =>
        new(KmsError.StoreDamaged, $"The wallet file '{path}' is empty. It is not taken for a new store.", BackupHint);

    public KmsException UnknownFormat() =>
        new(KmsError.StoreDamaged, $"The file '{path}' is not a wallet file, or its beginning is damaged.", BackupHint);

    public KmsException TooLarge() =>
        new(KmsError.StoreDamaged, $"The file '{path}' is larger than a wallet file can be.", BackupHint);

    public KmsException Newer() =>
        new(KmsError.StoreDamaged, $"The wallet file '{path}' was written by a newer version of this program.", "Use that version or a later one.");

    public KmsException Damaged(string what) =>
        new(KmsError.StoreDamaged, $"The wallet file '{path}' is damaged or was altered: {what}.", BackupHint);

    public KmsException WrongPassword() =>
        new(KmsError.WrongPassword, $"The password does not open the wallet file '{path}'.", "Nothing was changed. Check the password and the path.");

    public KmsException WrongPasswordOrDamaged() =>
        new(
            KmsError.WrongPassword,
            $"The password does not open the wallet file '{path}', or the file is damaged.",
            "A file of the original format holds nothing that would tell the two apart. Nothing was changed.");

    public static KmsException EmptyPassword() =>
        new(KmsError.Usage, "The password of a new wallet store must not be empty.");

    public static KmsException ShortPassword(int characters) =>
        new(
            KmsError.Usage,
            $"The new password has {characters} characters; {Passwords.PasswordStrength.LeastCharacters} are the least. Nothing was written.",
            "Five or more words that have nothing to do with each other are easy to type and hard to guess. --allow-weak-password overrules this.");

    public static KmsException SamePassword() =>
        new(KmsError.Usage, "The new password is the one that the wallet store has.", "Nothing was changed.");

    public KmsException Older(long generation, long present) =>
        new(
            KmsError.Usage,
            $"The file '{path}' has generation {generation}; the wallet file is, or was, at generation {present}. Nothing was restored.",
            "What was stored in between is not in it. If you mean it, say so with --allow-older.");

    public KmsException IsTheStore() =>
        new(KmsError.Usage, $"The file '{path}' is the wallet file itself.");

    public KmsException IsThere() =>
        new(KmsError.Usage, $"There is a file '{path}' already. It was not written over.", "Name another file, or move that one away.");

    public KmsException NoBackup() => new(KmsError.NotFound, $"No such file: '{path}'.");

    public KmsException BackupNotWritten(Exception cause) =>
        new(KmsError.InputOutput, $"The backup '{path}' cannot be written: {cause.Message}", "There is no backup under that name.", cause);

    public KmsException BackupNotConfirmed(Exception cause) =>
        new(
            KmsError.InputOutput,
            $"The backup '{path}' was written, but the system did not confirm that it will survive a power loss: {cause.Message}",
            "Check the disk before you rely on it.",
            cause);

    public KmsException Locked(string lockPath, TimeSpan waited) =>
        new(
            KmsError.Locked,
            $"Another process is writing the wallet file '{path}' and did not finish within {waited.TotalSeconds:0.#} seconds.",
            $"Wait for it or stop it, then try again. The lock '{lockPath}' ends with that process; deleting the file does not help.");

    public KmsException NotRead(Exception cause) =>
        new(KmsError.InputOutput, $"The wallet file '{path}' cannot be read: {cause.Message}", innerException: cause);

    public KmsException NotWritten(Exception cause) =>
        new(KmsError.InputOutput, $"The wallet file '{path}' cannot be written: {cause.Message}", "The store is as it was before.", cause);

    public KmsException NotConfirmed(Exception cause) =>
        new(
            KmsError.InputOutput,
            $"The wallet file '{path}' was replaced, but the system did not confirm that this will survive a power loss: {cause.Message}",
            "The change is in the file. Check the disk before you rely on it.",
            cause);

    public KmsException NotVerified() =>
        new(KmsError.InputOutput, $"What was written for the wallet file '{path}' does not read back.", "The store is as it was before. Check the disk.");
}
