using System.Net;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The password in a field of a secret in HashiCorp Vault, in a KV engine of version 2.</summary>
/// <param name="settings">Which secret; this object disposes the credentials in it.</param>
/// <param name="time">The clock of the time limits.</param>
public sealed class VaultPasswordSource(VaultSettings settings, TimeProvider time) : IPasswordSource, IDisposable
{
    /// <inheritdoc />
    /// <exception cref="KmsException">
    /// The settings are wrong, or the secret is not given (<see cref="KmsError.Configuration"/>), or Vault cannot be reached (<see cref="KmsError.Api"/>).
    /// </exception>
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var address = GetAddress();
        using var client = new VaultClient(settings, time);
        using var token = await client.LogInAsync(cancellationToken);
        try
        {
            return await ReadAsync(client, address, token, cancellationToken);
        }
        finally
        {
            await client.LogOutAsync(token);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        (settings.Login as VaultLogin.Token)?.Value.Dispose();
        (settings.Login as VaultLogin.AppRole)?.SecretId?.Dispose();
    }

    private async Task<SecretBytes> ReadAsync(VaultClient client, string address, SecretBytes token, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(HttpMethod.Get, address, token, content: null, Explain, cancellationToken);
        try
        {
            using var value = SecretText.Find(answer, "data", "data", settings.Field)
                ?? throw client.Http.Unreadable($"the secret has no text in its field '{settings.Field}'. Check TATUM_KMS_VAULT_FIELD, and whether the engine is KV version 2.");
            return client.Http.ToPassword(value.Span, member: null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    /// <summary>Between the mount and the path of a secret the API wants the word <c>data</c>.</summary>
    private string GetAddress()
    {
        var parts = settings.Path.Trim('/').Split('/');
        return parts.Length > 1 && parts.All(VaultClient.IsPart)
            ? $"{parts[0]}/data/{string.Join('/', parts.Skip(1).Select(Uri.EscapeDataString))}"
            : throw new KmsException(
                KmsError.Configuration,
                "TATUM_KMS_VAULT_PATH is not the place of a secret.",
                "Write the mount of the KV engine, a slash and the path of the secret, for example secret/tatum-kms.");
    }

    /// <summary>A version that was deleted or destroyed is missing, too, but its metadata comes along.</summary>
    private static KmsException? Explain(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        if (status != HttpStatusCode.NotFound)
        {
            return null;
        }

        using var deleted = SecretText.Find(body, "data", "metadata", "deletion_time");
        return deleted is null ? null : new KmsException(
            KmsError.Configuration,
            "The present version of the secret in HashiCorp Vault is deleted or destroyed (HTTP 404).",
            "Undelete it (vault kv undelete), or write the password again (vault kv put).");
    }
}
