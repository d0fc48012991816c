using TatumKms.Cli.Configuration;
using TatumKms.Core;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Where the password comes from, and that a file that holds it can be used.</summary>
internal sealed class PasswordCheck(KmsConfiguration configuration) : DoctorCheck("password")
{
    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        switch (configuration.PasswordOrigin)
        {
            case PasswordOrigin.SecretManager:
                return Finding.Ok($"The password comes from {configuration.SecretManager!.Value.Describe()}; --open asks it.");
            case PasswordOrigin.File:
                return await TryAsync(configuration.PasswordFile!, ownersAlone: true, cancellationToken);
            case PasswordOrigin.EnvironmentFile:
                return await TryAsync(configuration.EnvironmentPasswordFile!, ownersAlone: true, cancellationToken);
            case PasswordOrigin.Credential:
                return await TryAsync(configuration.CredentialFile!, ownersAlone: false, cancellationToken);
            case PasswordOrigin.Environment:
                return Finding.Warning(
                    $"The password is in {KmsConfiguration.PasswordVariable}, which every program that is started with it inherits.",
                    $"Put it into a file of its own (umask 077) and name that in {KmsConfiguration.PasswordFileVariable}.");
            default:
                return Finding.Ok("The password is asked for, or read from standard input.");
        }
    }

    private async Task<Finding> TryAsync(string path, bool ownersAlone, CancellationToken cancellationToken)
    {
        using var password = await new FilePasswordSource(path, ownersAlone).GetPasswordAsync(PasswordPurpose.Open, cancellationToken);
        return Path.GetDirectoryName(path) == Path.GetDirectoryName(configuration.StorePath)
            ? Finding.Warning(
                $"The password lies beside the wallet file, in {ShellText.Quote(path)}: whoever copies the folder has both.",
                "Move it into a folder of its own, and name it with --password-file or TATUM_KMS_PASSWORD_FILE.")
            : Finding.Ok($"The file {ShellText.Quote(path)} holds a password.");
    }
}
