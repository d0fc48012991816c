using System.Net;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Hosting.Monitoring;

public class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9400")]
    [InlineData("127.0.0.2:0")]
    [InlineData("[::1]:9400")]
    public void An_address_of_this_machine_is_taken(string text) =>
        Assert.Equal(IPEndPoint.Parse(text), Assert.IsType<ListenAddress.Tcp>(Parse(text)).EndPoint);

    [Fact]
    public void A_socket_has_its_full_path() => Assert.Equal("/base/run/kms", Assert.IsType<ListenAddress.UnixSocket>(Parse("unix:run/kms")).Path);

    [Theory]
    [InlineData("0.0.0.0:9400")]
    [InlineData("[::]:9400")]
    [InlineData("10.0.0.1:9400")]
    public void An_address_that_others_can_reach_needs_a_second_word(string text)
    {
        var problem = Assert.Throws<KmsException>(() => Parse(text));

        Assert.Contains("--listen-anywhere", problem.Hint, StringComparison.Ordinal);
        Assert.IsType<ListenAddress.Tcp>(Parse(text, anywhere: true));
    }

    [Theory]
    [InlineData("9400")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("::1:9400")]
    [InlineData("[::1]")]
    [InlineData("localhost:9400")]
    [InlineData("http://127.0.0.1:9400")]
    [InlineData("unix:")]
    [InlineData("127.0.0.1:9400\n")]
    public void Anything_else_is_wrong_usage(string text) =>
        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => Parse(text, anywhere: true)).Error);

    private static ListenAddress Parse(string text, bool anywhere = false) => ListenAddress.Parse(text, anywhere, "--listen", path => $"/base/{path}");
}
