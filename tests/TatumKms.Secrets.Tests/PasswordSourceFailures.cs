using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Secrets.Tests;

/// <summary>What every source of a password must do when its manager does not give it: fail in words, and never say what it has seen.</summary>
public abstract class PasswordSourceFailures
{
    /// <summary>What stands for a secret in every request and answer.</summary>
    protected const string Canary = "canary-5c21e0";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How the manager says that these credentials may not read the secret.</summary>
    protected abstract (int Status, string Body) Denied { get; }

    /// <summary>How the manager says that there is no such secret.</summary>
    protected abstract (int Status, string Body) Missing { get; }

    /// <summary>How a sentence calls the member that the password is in.</summary>
    protected virtual string Member => "'password'";

    /// <summary>The manager's answer with a value.</summary>
    protected abstract string Wrap(string value);

    /// <summary>A source that asks the manager at an address; it takes the password out of the member <c>password</c> of the secret.</summary>
    protected abstract IPasswordSource Create(string address, TimeProvider time);

    [Fact]
    public async Task A_denied_secret_is_a_matter_of_configuration() =>
        Assert.Contains("denies access", (await FailAsync(KmsError.Configuration, StandIn.Answer(Denied.Body, Denied.Status))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_secret_is_a_matter_of_configuration() =>
        Assert.Contains("has no such secret", (await FailAsync(KmsError.Configuration, StandIn.Answer(Missing.Body, Missing.Status))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("<html>canary-5c21e0</html>")]
    [InlineData("""{"canary-5c21e0":"canary-5c21e0"}""")]
    [InlineData("""["canary-5c21e0"]""")]
    public async Task An_answer_of_another_form_is_refused(string body) =>
        Assert.Contains("answered, but", (await FailAsync(KmsError.Configuration, StandIn.Answer(body))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("canary-5c21e0")]
    [InlineData("""{"other":"canary-5c21e0"}""")]
    [InlineData("""{"password":["canary-5c21e0"]}""")]
    public async Task A_secret_without_the_member_is_refused(string value) =>
        Assert.Contains(Member, (await FailAsync(KmsError.Configuration, StandIn.Answer(Wrap(value)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"password":""}""")]
    [InlineData("""{"password":"\n"}""")]
    public async Task An_empty_password_is_refused(string value) =>
        Assert.Contains("is empty", (await FailAsync(KmsError.Configuration, StandIn.Answer(Wrap(value)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_that_is_too_large_is_refused() =>
        Assert.Contains("256 KiB", (await FailAsync(KmsError.Configuration, StandIn.Answer(Wrap(Canary) + new string(' ', 256 * 1024)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await StandIn.StartAsync(StandIn.Answer(Wrap("""{"password":"x"}""")));

        await FailAsync(KmsError.Configuration, context =>
        {
            context.Response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });

        Assert.Equal(0, elsewhere.Requests);
    }

    [Theory]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    public async Task A_manager_in_trouble_is_unreachable(int status) =>
        Assert.Contains("cannot answer", (await FailAsync(KmsError.Api, StandIn.Answer(Canary, status))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var standIn = await StandIn.StartAsync(context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var answer = GetAsync(standIn.Address.ToString(), time);
        await asked.Task.WaitAsync(Stop);

        time.Advance(TimeLimit);

        Check(KmsError.Api, await Assert.ThrowsAsync<KmsException>(() => answer));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_it_before_the_question()
    {
        await using var standIn = await StandIn.StartSecureAsync(StandIn.Answer(Wrap("""{"password":"x"}""")));

        var failure = await Assert.ThrowsAsync<KmsException>(() => GetAsync(standIn.Address.ToString(), TimeProvider.System));

        Check(KmsError.Api, failure);
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, standIn.Requests);
    }

    [Fact]
    public async Task A_manager_that_is_not_there_is_unreachable()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}/";
        taken.Stop();

        Check(KmsError.Api, await Assert.ThrowsAsync<KmsException>(() => GetAsync(address, TimeProvider.System)));
    }

    [Theory]
    [InlineData("http://canary-5c21e0.example/")]
    [InlineData("https://canary-5c21e0@localhost/")]
    [InlineData("https://localhost/?canary-5c21e0")]
    [InlineData("canary-5c21e0")]
    public async Task An_address_that_is_not_safe_is_never_asked(string address) =>
        Check(KmsError.Configuration, await Assert.ThrowsAsync<KmsException>(() => GetAsync(address, TimeProvider.System)));

    /// <summary>Asks a stand-in that answers so, and checks what every failure has in common.</summary>
    protected async Task<KmsException> FailAsync(KmsError expected, RequestDelegate answer)
    {
        await using var standIn = await StandIn.StartAsync(answer);
        var failure = await Assert.ThrowsAsync<KmsException>(() => GetAsync(standIn.Address.ToString(), TimeProvider.System));
        Check(expected, failure);
        return failure;
    }

    private static void Check(KmsError expected, KmsException failure)
    {
        Assert.Equal(expected, failure.Error);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
        Assert.DoesNotContain(Canary, $"{failure} {failure.Hint}", StringComparison.OrdinalIgnoreCase);
    }

    private async Task GetAsync(string address, TimeProvider time)
    {
        var source = Create(address, time);
        using var owner = source as IDisposable;
        using var password = await source.GetPasswordAsync(PasswordPurpose.Open, Stop);
    }
}
