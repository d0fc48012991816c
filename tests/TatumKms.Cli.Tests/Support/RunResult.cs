using System.Text.Json;

namespace TatumKms.Cli.Tests.Support;

/// <summary>What a run left behind.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error, IReadOnlyList<string> Questions)
{
    /// <summary>A member of the JSON object on standard output.</summary>
    public string Json(string member)
    {
        Assert.True(ExitCode == 0, Error);
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.GetProperty(member).GetString()!;
    }

    /// <summary>A refusal: this code, a sentence, and nothing on standard output.</summary>
    public RunResult Fails(ExitCode code, string part)
    {
        Assert.Equal((code, ""), ((ExitCode)ExitCode, Output));
        Assert.StartsWith("tatum-kms: ", Error, StringComparison.Ordinal);
        Assert.Contains(part, Error, StringComparison.Ordinal);
        return this;
    }
}
