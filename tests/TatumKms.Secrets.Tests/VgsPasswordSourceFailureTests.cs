using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class VgsPasswordSourceFailureTests : PasswordSourceFailures
{
    protected override (int Status, string Body) Denied => (StatusCodes.Status401Unauthorized, """{"errors":[{"detail":"canary-5c21e0"}]}""");

    protected override (int Status, string Body) Missing => (StatusCodes.Status404NotFound, """{"errors":[{"detail":"canary-5c21e0"}]}""");

    protected override string Member => "'value'";

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":["canary-5c21e0"]}""")]
    [InlineData("""{"data":{"value":"canary-5c21e0"}}""")]
    public async Task An_answer_without_a_value_is_refused(string body) =>
        Assert.Contains("'value'", (await FailAsync(KmsError.Configuration, StandIn.Answer(body))).Message, StringComparison.Ordinal);

    // What is a member of the secret elsewhere is the value itself here.
    protected override string Wrap(string value) =>
        $$"""{"data":[{{(value.StartsWith('{') ? value.Replace("password", "value", StringComparison.Ordinal) : $"\"{value}\"")}}]}""";

    protected override IPasswordSource Create(string address, TimeProvider time) =>
        new VgsPasswordSource(new VgsSettings { Username = Canary, Password = SecretBytes.FromUtf8(Canary), Alias = Canary, Endpoint = address }, time);
}
