using System.Text.RegularExpressions;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The password as a secret of an Azure Key Vault, asked for with Azure's own client and credentials.</summary>
public sealed partial class AzurePasswordSource : IPasswordSource, IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private readonly AzureSettings _settings;
    private readonly TimeProvider _time;
    private readonly AzureAccess _access;

    /// <param name="settings">Which secret.</param>
    /// <param name="time">The clock of the time limit.</param>
    public AzurePasswordSource(AzureSettings settings, TimeProvider time)
        : this(settings, time, new AzureAccess(SecretsHttp.NewHandler(), TimeSpan.FromMilliseconds(800)))
    {
    }

    /// <param name="settings">Which secret.</param>
    /// <param name="time">The clock of the time limit.</param>
    /// <param name="access">How Azure is reached; this object owns it.</param>
    internal AzurePasswordSource(AzureSettings settings, TimeProvider time, AzureAccess access) =>
        (_settings, _time, _access) = (settings, time, access);

    /// <inheritdoc />
    /// <exception cref="KmsException">
    /// The settings are wrong, or the secret is not given (<see cref="KmsError.Configuration"/>), or Azure cannot be reached (<see cref="KmsError.Api"/>).
    /// </exception>
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var client = _access.CreateClient(GetVault());
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var answer = await client.GetSecretAsync(GetName(), GetVersion(), either.Token);
            return ToPassword(answer.Value.Value);
        }
        catch (Exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw AzureFailure.Unreachable($"did not answer within {TimeLimit.TotalSeconds:0} seconds");
        }
        catch (Exception problem) when (problem is not (KmsException or OperationCanceledException))
        {
            throw AzureFailure.Explain(problem);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _access.Dispose();

    /// <summary>Azure's client makes a string of the value, which nobody can zero.</summary>
    private static SecretBytes ToPassword(string? value)
    {
        if (value is null)
        {
            throw AzureFailure.Unreadable("without the value of a secret.");
        }

        using var text = SecretBytes.FromUtf8(value);
        var password = SecretText.WithoutNewline(text.Span);
        return password.Length > 0 ? new SecretBytes(password) : throw AzureFailure.Unreadable("the password in it is empty.");
    }

    private Uri GetVault()
    {
        // The original's setting has no scheme.
        var text = _settings.VaultUrl.Contains("://", StringComparison.Ordinal) ? _settings.VaultUrl : $"https://{_settings.VaultUrl}";
        var vault = SecretAddress.Parse(text, "TATUM_KMS_AZURE_VAULTURL");
        return vault.Scheme == Uri.UriSchemeHttps && vault.AbsolutePath == "/" ? vault : throw new KmsException(
            KmsError.Configuration, "TATUM_KMS_AZURE_VAULTURL is not the address of a key vault.", "It looks like https://NAME.vault.azure.net, with nothing behind it.");
    }

    private string GetName() => SecretName.IsMatch(_settings.SecretName) ? _settings.SecretName : throw new KmsException(
        KmsError.Configuration, "TATUM_KMS_AZURE_SECRETNAME is not the name of a secret.", "Names of secrets in a key vault are of letters, digits and hyphens.");

    private string? GetVersion() => _settings.SecretVersion is null || SecretVersion.IsMatch(_settings.SecretVersion) ? _settings.SecretVersion : throw new KmsException(
        KmsError.Configuration, "TATUM_KMS_AZURE_SECRETVERSION is not the version of a secret.", "It is the last part of the secret's identifier. Leave it out for the latest.");

    [GeneratedRegex("^[0-9A-Za-z-]{1,127}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretName { get; }

    [GeneratedRegex("^[0-9A-Za-z]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretVersion { get; }
}
