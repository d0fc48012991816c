using System.Collections;
using TatumKms.Cli.Terminal;
using TatumKms.Wallets;

namespace TatumKms.Cli;

/// <summary>The world around one run, so that a test can be another world.</summary>
internal sealed record Machine
{
    /// <summary>Standard streams and the person in front of them.</summary>
    public required ITerminal Terminal { get; init; }

    /// <summary>The process's environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The working directory: relative paths start here, and <c>.env</c> is looked for in it.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Where temporary folders are made.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>Where Linux lists its swap areas.</summary>
    public string SwapsFile { get; init; } = "/proc/swaps";

    /// <summary>Measures periods and time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The cost of the password hash for stores that are created.</summary>
    public KdfParameters Kdf { get; init; } = KdfParameters.Default;

    /// <summary>The machine that the process runs on.</summary>
    public static Machine Current()
    {
        // A plain loop, since each run pays for it: code of queries over DictionaryEntry is not there ahead of time.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            environment.Add((string)variable.Key, (string)variable.Value!);
        }

        return new Machine
        {
            Terminal = StandardTerminal.Open(Ink.IsAllowed(environment)),
            Environment = environment,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            TemporaryDirectory = Path.GetTempPath(),
        };
    }
}
