using System.CommandLine;
using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Parsing;

/// <summary>A switch that says which secret manager the password comes from.</summary>
internal sealed class SecretManagerOption : Option<bool>
{
    /// <param name="name">The switch.</param>
    /// <param name="manager">The manager.</param>
    /// <param name="description">The manager's name in the help.</param>
    public SecretManagerOption(string name, SecretManager manager, string description)
        : base(name) => (Manager, Description) = (manager, $"Take the password from {description}.");

    /// <summary>The manager.</summary>
    public SecretManager Manager { get; }
}
