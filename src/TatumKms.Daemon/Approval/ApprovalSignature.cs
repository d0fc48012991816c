using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>
/// The codes of questions and answers: HMAC-SHA256 over what it is, a line end and the exact bytes of the body. What it is goes
/// first so that a question sent back is no answer.
/// </summary>
internal static class ApprovalSignature
{
    public const string HeaderName = "X-Tatum-Kms-Signature";

    private const string Version = "v1=";
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private static ReadOnlySpan<byte> Question => "request\n"u8;

    private static ReadOnlySpan<byte> Answer => "reply\n"u8;

    /// <summary>The header's value for a question.</summary>
    public static string OfQuestion(SecretBytes key, ReadOnlySpan<byte> body) => Version + Convert.ToHexStringLower(Code(key, Question, body));

    /// <summary>Whether a header's value is that of an answer, compared in a time that does not depend on it.</summary>
    public static bool IsOfAnswer(SecretBytes key, ReadOnlySpan<byte> body, string header)
    {
        if (header.Length != Version.Length + (2 * HMACSHA256.HashSizeInBytes)
            || !header.StartsWith(Version, StringComparison.Ordinal)
            || header.AsSpan(Version.Length).ContainsAnyExcept(Hexadecimal))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Code(key, Answer, body), Convert.FromHexString(header.AsSpan(Version.Length)));
    }

    private static byte[] Code(SecretBytes key, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> body)
    {
        using var code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        code.AppendData(domain);
        code.AppendData(body);
        return code.GetHashAndReset();
    }
}
