using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>The policy that is in force: read when the daemon starts, and again when somebody asks.</summary>
public sealed class CurrentPolicy
{
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly DaemonOptions _options;
    private readonly ILogger _logger;
    private volatile LoadedPolicy? _loaded;

    /// <summary>Reads the policy, where the options name one.</summary>
    /// <exception cref="KmsException">It cannot be read, is not a policy, or wants approvals that nobody can give (<see cref="KmsError.Configuration"/>).</exception>
    public CurrentPolicy(DaemonOptions options, ILogger<CurrentPolicy> logger)
    {
        _options = options;
        _logger = logger;
        if (options.PolicyPath is { } path)
        {
            Take(Read(path));
        }
    }

    /// <summary>The policy and the SHA-256 of its file, lower-case hexadecimal; nothing where the owner has given none.</summary>
    internal LoadedPolicy? Loaded => _loaded;

    /// <summary>
    /// Reads a policy file.
    /// </summary>
    /// <exception cref="KmsException">It cannot be read, others may write to it, or it is not a policy (<see cref="KmsError.Configuration"/>).</exception>
    public static (PolicyDocument Document, string Hash) ReadFile(string path)
    {
        byte[] bytes;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & WritableByOthers) != 0)
            {
                throw new KmsException(
                    KmsError.Configuration, $"Others than its owner may change the policy {path}.", $"Forbid it: chmod go-w {path}");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(
                KmsError.Configuration, $"The policy {path} cannot be read: {cause.Message}", "'tatum-kms policy init' prints one to begin with.", cause);
        }

        return (PolicyDocument.Parse(bytes, path), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Reads the file again. A file that cannot be used changes nothing, and the log says so.</summary>
    public void Reload()
    {
        if (_options.PolicyPath is not { } path)
        {
            return;
        }

        try
        {
            Take(Read(path));
        }
        catch (KmsException problem)
        {
            _logger.PolicyNotReloaded(problem.Message);
        }
    }

    private LoadedPolicy Read(string path)
    {
        var (document, hash) = ReadFile(path);
        return document.WantsApprovals && _options.ExternalUrl is null
            ? throw new KmsException(
                KmsError.Configuration,
                $"The policy {path} wants transactions to be approved, but there is no second pair of eyes.",
                "Give its URL with --externalUrl, or take the rules with 'requireApproval' out.")
            : new LoadedPolicy(document, hash);
    }

    private void Take(LoadedPolicy policy)
    {
        _loaded = policy;
        _logger.PolicyInForce(_options.PolicyPath!, policy.Document.RuleCount, policy.Hash);
        foreach (var finding in policy.Document.Findings())
        {
            _logger.PolicyFinding(finding);
        }
    }
}

/// <summary>A policy that was read.</summary>
/// <param name="Document">The policy.</param>
/// <param name="Hash">The SHA-256 of its file, lower-case hexadecimal.</param>
internal sealed record LoadedPolicy(PolicyDocument Document, string Hash);
