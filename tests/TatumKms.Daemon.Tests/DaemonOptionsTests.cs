using TatumKms.Core;

namespace TatumKms.Daemon.Tests;

public sealed class DaemonOptionsTests
{
    private static readonly DaemonOptions Good = new()
    {
        Network = Network.Mainnet,
        Chains = [ChainId.Parse("BTC")],
        ApiUrl = new Uri("https://api.tatum.io"),
        ApiKey = "key",
        JournalPath = "signing.journal",
        ClientVersion = "1.0.0",
        ExternalUrl = new Uri("https://approve.internal/tx"),
    };

    public static TheoryData<string> GoodUrls => ["https://api.tatum.io", "http://127.0.0.1:3000", "http://localhost:3000/", "http://[::1]:3000"];

    [Fact]
    public void On_mainnet_a_second_pair_of_eyes_is_required() =>
        AssertInvalid(Good with { ExternalUrl = null }, KmsError.Usage);

    [Fact]
    public void On_the_test_network_a_second_pair_of_eyes_is_not_required() =>
        (Good with { Network = Network.Testnet, ExternalUrl = null }).Validate();

    [Theory]
    [MemberData(nameof(GoodUrls))]
    public void A_URL_may_be_https_or_on_this_machine(string url)
    {
        foreach (var options in WithEachUrl(new Uri(url)))
        {
            options.Validate();
        }
    }

    [Theory]
    [InlineData("http://api.tatum.io", Network.Mainnet)]
    [InlineData("http://10.0.0.1", Network.Mainnet)]
    [InlineData("http://127.0.0.1.example.com", Network.Mainnet)]
    [InlineData("http://api.tatum.io", Network.Testnet)]
    [InlineData("http://10.0.0.1", Network.Testnet)]
    public void A_URL_may_not_be_http_elsewhere_unless_that_is_allowed(string url, Network network)
    {
        foreach (var options in WithEachUrl(new Uri(url)))
        {
            var exception = AssertInvalid(options with { Network = network }, KmsError.Configuration);

            Assert.Contains("--allow-http", exception.Hint, StringComparison.Ordinal);
            (options with { Network = network, AllowHttp = true }).Validate();
        }
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("file:///tmp/x")]
    [InlineData("https://user:password@host")]
    [InlineData("https://user@host")]
    [InlineData("https://host/#")]
    [InlineData("https://host/#x")]
    [InlineData("relative")]
    public void A_URL_of_another_kind_is_refused_for_both(string text)
    {
        var url = new Uri(text, UriKind.RelativeOrAbsolute);

        AssertInvalid(Good with { ApiUrl = url }, KmsError.Configuration);
        AssertInvalid(Good with { ExternalUrl = url }, KmsError.Configuration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nx-evil: 1")]
    [InlineData("schlüssel")]
    public void An_API_key_that_cannot_be_a_header_is_refused_without_being_shown(string key)
    {
        var exception = AssertInvalid(Good with { ApiKey = key }, KmsError.Configuration);
        Assert.True(key.Length == 0 || !exception.ToString().Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(99)]
    [InlineData(86_400_001)]
    public void A_period_that_makes_no_sense_is_refused(int milliseconds) =>
        AssertInvalid(Good with { Period = TimeSpan.FromMilliseconds(milliseconds) }, KmsError.Configuration);

    [Fact]
    public void Chains_are_each_there_once()
    {
        AssertInvalid(Good with { Chains = [] }, KmsError.Configuration);
        AssertInvalid(Good with { Chains = [ChainId.Parse("BTC"), ChainId.Parse("BTC")] }, KmsError.Configuration);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(31, false)]
    [InlineData(null, false)]
    public void Signed_approvals_need_a_key_of_32_bytes(int? length, bool isValid)
    {
        using var key = length is { } bytes ? new SecretBytes(new byte[bytes]) : null;
        var options = Good with { ExternalUrlMethod = ExternalUrlMethod.Signed, ApprovalKey = key };

        Assert.Equal(isValid ? null : KmsError.Configuration, (Record.Exception(options.Validate) as KmsException)?.Error);
    }

    [Fact]
    public void Signed_approvals_need_a_URL() =>
        AssertInvalid(Good with { Network = Network.Testnet, ExternalUrl = null, ExternalUrlMethod = ExternalUrlMethod.Signed }, KmsError.Configuration);

    [Theory]
    [InlineData(ExternalUrlMethod.Get)]
    [InlineData(ExternalUrlMethod.Post)]
    public void A_key_that_nothing_would_use_is_refused(ExternalUrlMethod method)
    {
        using var key = new SecretBytes(new byte[32]);

        AssertInvalid(Good with { ExternalUrlMethod = method, ApprovalKey = key }, KmsError.Configuration);
    }

    private static DaemonOptions[] WithEachUrl(Uri url) =>
    [
        Good with { ApiUrl = url },
        Good with { NodeUrls = new Dictionary<ChainId, Uri> { [ChainId.Parse("VET")] = url } },
        Good with { ExternalUrl = url },
    ];

    private static KmsException AssertInvalid(DaemonOptions options, KmsError error)
    {
        var exception = Assert.Throws<KmsException>(options.Validate);
        Assert.Equal(error, exception.Error);
        return exception;
    }
}
