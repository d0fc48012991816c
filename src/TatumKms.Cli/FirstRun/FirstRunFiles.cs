using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TatumKms.Cli.Configuration;
using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.FirstRun;

/// <summary>What the first run has written.</summary>
/// <param name="EnvFile">The file of variables.</param>
/// <param name="Kept">The one that was there before, under its new name, or nothing.</param>
/// <param name="NewPasswordFile">The password file that was made, or nothing.</param>
internal sealed record WrittenFiles(string EnvFile, string? Kept, string? NewPasswordFile);

/// <summary>Writes the files of the first run, for their owner alone; the password file first, so that none is named that is not there.</summary>
internal static class FirstRunFiles
{
    /// <summary>256 bits: nobody guesses it, whatever the wallet file's hash costs.</summary>
    private const int PasswordLength = 32;

    /// <exception cref="KmsException">Something cannot be written (<see cref="KmsError.InputOutput"/>).</exception>
    public static WrittenFiles Write(string path, EnvFileText text, Answers answers, bool mayReplace)
    {
        var made = answers.PasswordFile is { } password && !File.Exists(password) ? password : null;
        if (made is not null)
        {
            MakePassword(made);
        }

        try
        {
            return new WrittenFiles(path, WriteVariables(path, text, answers.ApiKey, mayReplace), made);
        }
        catch (KmsException) when (made is not null)
        {
            // Nothing has been encrypted with it.
            File.Delete(made);
            throw;
        }
    }

    private static string? WriteVariables(string path, EnvFileText text, SecretBytes? apiKey, bool mayReplace)
    {
        var lines = Encoding.UTF8.GetBytes(text.Text);
        var name = Encoding.UTF8.GetBytes(apiKey is null ? "" : $"{KmsConfiguration.ApiKeyVariable}=");
        var contents = GC.AllocateUninitializedArray<byte>(lines.Length + name.Length + (apiKey is null ? 0 : apiKey.Length + 1), pinned: true);
        try
        {
            lines.CopyTo(contents, 0);
            name.CopyTo(contents, lines.Length);
            if (apiKey is not null)
            {
                apiKey.Span.CopyTo(contents.AsSpan(lines.Length + name.Length));
                contents[^1] = (byte)'\n';
            }

            if (mayReplace)
            {
                return OwnersFile.Replace(path, contents);
            }

            OwnersFile.Create(path, contents);
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contents);
        }
    }

    private static void MakePassword(string path)
    {
        var random = GC.AllocateUninitializedArray<byte>(PasswordLength, pinned: true);
        var text = GC.AllocateUninitializedArray<byte>(Base64Url.GetEncodedLength(PasswordLength) + 1, pinned: true);
        try
        {
            RandomNumberGenerator.Fill(random);
            Base64Url.EncodeToUtf8(random, text, out _, out _);
            text[^1] = (byte)'\n';
            OwnersFile.Create(path, text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(random);
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
