using System.Runtime.Versioning;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;

namespace TatumKms.Cli.Tests.Configuration;

[UnsupportedOSPlatform("windows")]
public sealed class ApprovalKeyTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(200, 33).Select(value => (byte)value)];
    private static readonly string[] Signed = ["daemon", "--testnet", "--runOnce", "--apiKey=key", "--externalUrl=https://approve.invalid", "--externalUrlMethod=signed"];

    private readonly TestMachine _machine = new();

    public static TheoryData<string> Forms =>
    [
        Convert.ToHexString(Key), Convert.ToHexStringLower(Key), Convert.ToBase64String(Key), Convert.ToHexString(Key) + "\n", $" {Convert.ToBase64String(Key)}\r\n",
    ];

    public void Dispose() => _machine.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_hexadecimal_or_base64(string text)
    {
        using var key = ApprovalKeys.OfText(text, "NAME");

        Assert.Equal(Key, key.Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_file_holds_it_in_the_same_forms(string text)
    {
        using var key = ApprovalKeys.OfFile(Write(text));

        Assert.Equal(Key, key.Span.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("the words of a person, not a key")]
    [InlineData("abc")]
    [InlineData("AAAA=AAA")]
    public void Anything_else_is_refused_and_not_repeated(string text)
    {
        var problem = Assert.Throws<KmsException>(() => ApprovalKeys.OfText(text, "NAME"));

        Assert.Equal(KmsError.Configuration, problem.Error);
        Assert.StartsWith("NAME holds no key", problem.Message, StringComparison.Ordinal);
        Assert.True(text.Trim().Length == 0 || !problem.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        Assert.Equal(KmsError.Configuration, Assert.Throws<KmsException>(() => ApprovalKeys.OfFile(Write(new string('a', 5000)))).Error);

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_file_that_others_can_reach_is_refused(UnixFileMode others)
    {
        var file = Write(Convert.ToHexString(Key));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | others);

        (await _machine.RunAsync([.. Signed, "--approval-key-file", file])).Fails(ExitCode.Configuration, "chmod 600");
        _machine.Environment["TATUM_KMS_APPROVAL_KEY_FILE"] = file;
        (await _machine.RunAsync(Signed)).Fails(ExitCode.Configuration, "chmod 600");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_error_of_configuration() =>
        (await _machine.RunAsync([.. Signed, "--approval-key-file=none"])).Fails(ExitCode.Configuration, "cannot be read");

    [Fact]
    public async Task Signed_approvals_without_a_key_are_an_error_that_says_where_it_goes() =>
        (await _machine.RunAsync(Signed)).Fails(ExitCode.Configuration, "--approval-key-file");

    [Fact]
    public async Task A_short_key_is_refused()
    {
        _machine.Environment["TATUM_KMS_APPROVAL_KEY"] = new string('a', 62);

        (await _machine.RunAsync(Signed)).Fails(ExitCode.Configuration, "at least 32 bytes");
    }

    [Fact]
    public async Task The_option_goes_before_the_environment_and_its_key_before_its_file()
    {
        _machine.Environment["TATUM_KMS_APPROVAL_KEY_FILE"] = "none";
        _machine.Environment["TATUM_KMS_APPROVAL_KEY"] = "no key";
        (await _machine.RunAsync(Signed)).Fails(ExitCode.Configuration, "TATUM_KMS_APPROVAL_KEY holds no key");

        // With a usable key the next thing that is missed is the wallet file.
        (await _machine.RunAsync([.. Signed, "--approval-key-file", Write(Convert.ToHexString(Key))])).Fails(ExitCode.NotFound, "wallet");
    }

    [Fact]
    public async Task A_key_of_the_environment_that_nothing_would_use_is_an_error()
    {
        _machine.Environment["TATUM_KMS_APPROVAL_KEY"] = Convert.ToHexString(Key);

        (await _machine.RunAsync([.. Signed[..^1], "--externalUrlMethod=POST"])).Fails(ExitCode.Configuration, "asked without it");
    }

    [Fact]
    public async Task Whether_opaque_transactions_are_allowed_is_true_or_false()
    {
        _machine.Environment["TATUM_KMS_ALLOW_OPAQUE"] = "perhaps";

        (await _machine.RunAsync("daemon", "--testnet", "--runOnce", "--apiKey=key")).Fails(ExitCode.Configuration, "neither true nor false");
        (await _machine.RunAsync("daemon", "--testnet", "--runOnce", "--apiKey=key", "--allow-opaque")).Fails(ExitCode.NotFound, "wallet");
    }

    private string Write(string text)
    {
        var path = Path.Combine(_machine.Folder, "approval.key");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
