using System.Security.Cryptography;
using System.Text;

namespace TatumKms.Secrets;

/// <summary>
/// AWS Signature Version 4 of a POST without a query. The signer of AWSSDK.Core wants the access key as a string, takes its own
/// clock and lives in an internal namespace; this one zeroes what it derives.
/// </summary>
/// <param name="region">The region that is asked.</param>
/// <param name="service">The service's name in the signature.</param>
internal sealed class AwsSignature(string region, string service)
{
    /// <summary>The header whose value the signature takes its time from: <c>20150830T123600Z</c>.</summary>
    public const string DateHeader = "x-amz-date";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const int DateLength = 8;

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    /// <param name="keys">What to sign with.</param>
    /// <param name="path">The path of the address, as it is in the request.</param>
    /// <param name="headers">The headers to sign, by name in small letters and in ordinal order; <see cref="DateHeader"/> and <c>host</c> among them.</param>
    /// <param name="body">The body.</param>
    public string Authorize(AwsKeys keys, string path, SortedDictionary<string, string> headers, ReadOnlySpan<byte> body)
    {
        var names = string.Join(';', headers.Keys);
        var fields = string.Concat(headers.Select(header => $"{header.Key}:{header.Value.Trim()}\n"));
        var request = $"POST\n{path}\n\n{fields}\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";

        var date = headers[DateHeader];
        var scope = $"{date[..DateLength]}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        return $"{Algorithm} Credential={keys.Id}/{scope}, SignedHeaders={names}, Signature={Sign(keys, date[..DateLength], text)}";
    }

    private string Sign(AwsKeys keys, string date, string text)
    {
        var first = GC.AllocateUninitializedArray<byte>("AWS4".Length + keys.Secret.Length, pinned: true);
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        try
        {
            "AWS4"u8.CopyTo(first);
            keys.Secret.Span.CopyTo(first.AsSpan("AWS4".Length));
            HMACSHA256.HashData(first, Encoding.ASCII.GetBytes(date), key);
            foreach (var part in new[] { region, service, "aws4_request", text })
            {
                HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part), key);
            }

            return Convert.ToHexStringLower(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(first);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
