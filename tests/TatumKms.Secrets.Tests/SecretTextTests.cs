using System.Text;

namespace TatumKms.Secrets.Tests;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("""{"data":{"data":{"password":"pä\u00df\n"}}}""", "päß\n")]
    [InlineData("""{"password":"no","data":{"x":[1,{"data":2}],"data":{"password":"yes"}}}""", "yes")]
    [InlineData("""{"data":{"data":{"password":""}}}""", "")]
    public void A_text_is_found_at_its_path(string json, string expected)
    {
        using var found = SecretText.Find(Encoding.UTF8.GetBytes(json), "data", "data", "password");

        Assert.Equal(expected, Encoding.UTF8.GetString(found!.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"data":{"data":{"password":12}}}""")]
    [InlineData("""{"data":{"data":{"Password":"x"}}}""")]
    [InlineData("""{"data":{"data":"password"}}""")]
    [InlineData("""{"data":{"data":{"password":"\ud800"}}}""")]
    [InlineData("""{"data":{"data":{"password":"x""")]
    [InlineData("<html>")]
    public void What_is_not_there_or_no_text_is_nothing(string json) =>
        Assert.Null(SecretText.Find(Encoding.UTF8.GetBytes(json), "data", "data", "password"));
}
