using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class AwsSignatureTests
{
    private static readonly JsonElement Suite = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "sigv4.json"))).RootElement;

    public static IEnumerable<TheoryDataRow<string>> Names => Suite.GetProperty("vectors").EnumerateArray().Select(vector => new TheoryDataRow<string>(Text(vector, "name")));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_of_the_published_suite_gets_its_published_signature(string name)
    {
        var vector = Suite.GetProperty("vectors").EnumerateArray().Single(candidate => Text(candidate, "name") == name);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in vector.GetProperty("headers").EnumerateObject())
        {
            headers.Add(header.Name, header.Value.GetString()!);
        }

        using var keys = new AwsKeys(Text(Suite, "accessKeyId"), SecretBytes.FromUtf8(Text(Suite, "secretAccessKey")), token: null);
        var signature = new AwsSignature(Text(Suite, "region"), Text(Suite, "service"));

        Assert.Equal(Text(vector, "authorization"), signature.Authorize(keys, "/", headers, Encoding.UTF8.GetBytes(Text(vector, "body"))));
    }

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
