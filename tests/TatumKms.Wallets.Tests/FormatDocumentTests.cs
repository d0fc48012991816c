using System.Diagnostics;
using System.Text.RegularExpressions;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests;

/// <summary>docs/wallet-format.md is true: its header is a real one, and its reader, run by Node, reads our files.</summary>
public sealed class FormatDocumentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Document_ShowsTheHeaderOfAReleasedFile()
    {
        var released = await File.ReadAllTextAsync(DataPath("two_wallets.dat"), Stores.Token);
        var header = released[..released.IndexOf("  \"data\"", StringComparison.Ordinal)];
        Assert.Contains(header, await DocumentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ReadsTheReleasedFile()
    {
        var password = await File.ReadAllTextAsync(DataPath("two_wallets.password"), Stores.Token);
        var plaintext = await File.ReadAllTextAsync(DataPath("two_wallets.json"), Stores.Token);
        Assert.Equal(plaintext, await Stores.ReadRealJsonAsync(DataPath("two_wallets.dat"), password));
    }

    [Fact]
    public async Task ScriptOfTheDocument_ReadsAStoreOfOurs()
    {
        using var store = Stores.OpenReal(_folder.Store, "pä$$ wörd ✓ 🔑");
        await store.AddOneAsync();
        await store.AddAsync([Stores.Wallet("ü \"quoted\" \\ 🔑")], Stores.Token);
        var (exitCode, output) = await RunScriptAsync("pä$$ wörd ✓ 🔑");
        Assert.Equal((0, await Stores.ReadRealJsonAsync(_folder.Store, "pä$$ wörd ✓ 🔑")), (exitCode, output));
    }

    [Fact]
    public async Task ScriptOfTheDocument_WhenThePasswordIsWrong_Fails()
    {
        using var store = Stores.OpenReal(_folder.Store);
        await store.AddOneAsync();
        var (exitCode, output) = await RunScriptAsync("wrong");
        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
    }

    [Fact]
    public async Task ScriptOfTheDocument_WhenTheHeaderWasChanged_Fails()
    {
        using var store = Stores.OpenReal(_folder.Store);
        await store.AddOneAsync();
        var text = await File.ReadAllTextAsync(_folder.Store, Stores.Token);
        await File.WriteAllTextAsync(_folder.Store, text.Replace("\"generation\": 1,", "\"generation\": 2,", StringComparison.Ordinal), Stores.Token);
        var (exitCode, output) = await RunScriptAsync(Stores.Password);
        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
    }

    private async Task<(int ExitCode, string Output)> RunScriptAsync(string password)
    {
        var script = Regex.Match(await DocumentAsync(), "```js\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains("createDecipheriv", script, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.File("read-wallet.mjs"), script, Stores.Token);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_folder.File("read-wallet.mjs"));
        start.ArgumentList.Add(_folder.Store);
        start.Environment["TATUM_KMS_PASSWORD"] = password;
        Assert.SkipUnless(IsRequired || IsOnPath("node"), "Node is not there.");
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(Stores.Token);
        var output = await node.StandardOutput.ReadToEndAsync(Stores.Token);
        await node.WaitForExitAsync(Stores.Token);
        await errors;
        return (node.ExitCode, output);
    }

    private static bool IsRequired => Environment.GetEnvironmentVariable("TATUM_KMS_REQUIRE_TOOLS") == "1";

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    private static string DataPath(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Version2", name);

    private static Task<string> DocumentAsync()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "wallet-format.md")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return File.ReadAllTextAsync(Path.Combine(folder.FullName, "docs", "wallet-format.md"), Stores.Token);
    }
}
