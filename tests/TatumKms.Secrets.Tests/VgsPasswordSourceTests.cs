using System.Text;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class VgsPasswordSourceTests
{
    [Fact]
    public async Task The_value_behind_the_alias_is_asked_for_with_the_access_credentials()
    {
        var asked = "";
        await using var standIn = await StandIn.StartAsync(context =>
        {
            var request = context.Request;
            asked = $"{request.Method} {context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget} {request.Headers.Authorization}";
            return StandIn.Answer("""{"data":[{"value":"corr\u00e9ct horse\n","aliases":[{"value":"tok_live_1","format":"UUID"}]},{"value":"another"}]}""")(context);
        });
        using var source = new VgsPasswordSource(
            new VgsSettings { Username = "US1", Password = SecretBytes.FromUtf8("pä:ss"), Alias = "tok/live?1", Endpoint = standIn.Address.ToString() }, TimeProvider.System);

        using var password = await source.GetPasswordAsync(PasswordPurpose.Create, TestContext.Current.CancellationToken);

        Assert.Equal("corréct horse", Encoding.UTF8.GetString(password.Span));
        Assert.Equal($"GET /aliases/tok%2Flive%3F1 Basic {Convert.ToBase64String("US1:pä:ss"u8)}", asked);
    }

    [Theory]
    [InlineData("canary:5c21e0", "tok_live_1", "TATUM_KMS_VGS_USERNAME")]
    [InlineData("US1", "..", "TATUM_KMS_VGS_ALIAS")]
    [InlineData("US1", "", "TATUM_KMS_VGS_ALIAS")]
    public async Task Settings_that_make_no_sense_are_never_asked_with(string username, string alias, string named)
    {
        await using var standIn = await StandIn.StartAsync(StandIn.Answer("{}"));
        using var source = new VgsPasswordSource(
            new VgsSettings { Username = username, Password = SecretBytes.FromUtf8("x"), Alias = alias, Endpoint = standIn.Address.ToString() }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken));

        Assert.Equal(KmsError.Configuration, failure.Error);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, standIn.Requests);
    }
}
