using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Wallets.Files;

namespace TatumKms.Wallets;

/// <summary>
/// Writes files that hold secrets or lead to them: for the owner alone from birth, whole or not at all, and on the disk when the call
/// returns. Folders that are missing are made for the owner alone, too.
/// </summary>
public static class OwnersFile
{
    private const long LongestKept = 1 << 20;

    /// <summary>Writes a file where none may be.</summary>
    /// <exception cref="KmsException">There is a file (<see cref="KmsError.Usage"/>), or it cannot be written (<see cref="KmsError.InputOutput"/>).</exception>
    public static void Create(string path, ReadOnlySpan<byte> contents)
    {
        if (Path.Exists(path))
        {
            throw new StoreErrors(path).IsThere();
        }

        Write(path, contents, static (files, temporary, target) => files.RenameToNew(temporary, target));
    }

    /// <summary>Writes a file; one that is there is kept with <c>.bak</c> behind its name.</summary>
    /// <returns>The path of the one that was kept, or nothing.</returns>
    /// <exception cref="KmsException">It cannot be written (<see cref="KmsError.InputOutput"/>).</exception>
    public static string? Replace(string path, ReadOnlySpan<byte> contents)
    {
        var kept = Keep(path);
        Write(path, contents, static (files, temporary, target) => files.Rename(temporary, target));
        return kept;
    }

    private static string? Keep(string path)
    {
        byte[]? before = null;
        try
        {
            before = new SystemStoreFiles().Read(path, LongestKept);
            if (before is null)
            {
                return null;
            }

            var kept = path + WriteTurn.BackupSuffix;
            Write(kept, before, static (files, temporary, target) => files.Rename(temporary, target));
            return kept;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw NotWritten(path, cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(before);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> contents, Action<IStoreFiles, string, string> place)
    {
        var files = new SystemStoreFiles();
        try
        {
            var target = files.Resolve(path);
            var folder = Path.GetDirectoryName(target)!;
            files.CreateFolder(folder);
            var temporary = $"{target}.{Guid.NewGuid():N}.new";
            try
            {
                files.WriteNew(temporary, contents, target);
                place(files, temporary, target);
            }
            catch
            {
                files.Delete(temporary);
                throw;
            }

            files.FlushFolder(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, cause);
        }
    }

    private static KmsException NotWritten(string path, Exception cause) =>
        new(KmsError.InputOutput, $"The file '{path}' cannot be written: {cause.Message}", null, cause);
}
