using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.FirstRun;

/// <summary>Where somebody wants the password to come from.</summary>
internal abstract record PasswordChoice
{
    /// <summary>The names that users write.</summary>
    public const string Names = "question, file, environment, systemd, aws, azure, gcp, vault or vgs";

    /// <summary>The person at the terminal.</summary>
    public sealed record Question : PasswordChoice;

    /// <summary>A file, which is made when there is none.</summary>
    public sealed record File : PasswordChoice;

    /// <summary>The process's environment.</summary>
    public sealed record Environment : PasswordChoice;

    /// <summary>A credential of systemd.</summary>
    public sealed record Systemd : PasswordChoice;

    /// <summary>A secret manager.</summary>
    public sealed record Manager(SecretManager Which) : PasswordChoice;

    /// <exception cref="KmsException">There is none of that name (<see cref="KmsError.Usage"/>).</exception>
    public static PasswordChoice Read(string name) => name.ToUpperInvariant() switch
    {
        "QUESTION" => new Question(),
        "FILE" => new File(),
        "ENVIRONMENT" => new Environment(),
        "SYSTEMD" => new Systemd(),
        _ => SecretManagerNames.Find(name) is { } manager
            ? new Manager(manager)
            : throw new KmsException(KmsError.Usage, "The password cannot come from there.", $"It comes from {Names}."),
    };
}
