using TatumKms.Core;
using TatumKms.Daemon;

namespace TatumKms.Cli.FirstRun;

/// <summary>What the first run was told. Paths are full ones.</summary>
internal sealed class Answers : IDisposable
{
    /// <summary>The wallet file.</summary>
    public required string StorePath { get; init; }

    /// <summary>The network to sign for.</summary>
    public required Network Network { get; init; }

    /// <summary>The chains to poll; nothing stands for all.</summary>
    public required IReadOnlyList<ChainId>? Chains { get; init; }

    /// <summary>The second pair of eyes, or nothing.</summary>
    public required Uri? ExternalUrl { get; init; }

    /// <summary>How it is asked.</summary>
    public required ExternalUrlMethod Method { get; init; }

    /// <summary>The file of the key that is shared with it, for signed approvals.</summary>
    public required string? ApprovalKeyFile { get; init; }

    /// <summary>Where the password comes from.</summary>
    public required PasswordChoice Password { get; init; }

    /// <summary>The password file, where it comes from one.</summary>
    public required string? PasswordFile { get; init; }

    /// <summary>The settings of the secret manager by their variables.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ManagerSettings { get; init; }

    /// <summary>The folder of backups, or nothing.</summary>
    public required string? BackupFolder { get; init; }

    /// <summary>The API key; nothing where it stays in the environment.</summary>
    public required SecretBytes? ApiKey { get; init; }

    public void Dispose() => ApiKey?.Dispose();
}
