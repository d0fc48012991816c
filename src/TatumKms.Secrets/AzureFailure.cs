using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Microsoft.Identity.Client;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>What the exceptions of Azure's packages mean. Their messages hold whole answers, so that none is quoted or passed on.</summary>
internal static class AzureFailure
{
    private const string NoOther = "No other source of the password was tried.";

    public static KmsException Explain(Exception problem)
    {
        var all = Flatten(problem).ToList();
        if (all.OfType<HttpRequestException>().Any(cause => cause.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded))
        {
            return Unreadable($"with more than {SecretsHttp.MaxAnswer / 1024} KiB.");
        }

        if (all.OfType<AuthenticationException>().Any())
        {
            return Unreachable("shows a TLS certificate that is not trusted");
        }

        // Only one that came to nothing is said to be unavailable; its causes are guesses of the chain.
        return problem is CredentialUnavailableException ? NoCredentials()
            : all.Any(cause => cause is HttpRequestException or IOException or TaskCanceledException) ? Unreachable("cannot be reached, or broke off")
            : problem is AuthenticationFailedException ? ExplainLogin(all)
            : all.OfType<RequestFailedException>().FirstOrDefault(cause => cause.Status != 0) is { } refusal ? Explain(refusal)
            : all.OfType<JsonException>().Any() ? Unreadable("not in the form of a key vault.")
            : Unreadable("in a way that its client does not understand. Check that TATUM_KMS_AZURE_VAULTURL is a key vault.");
    }

    /// <summary>Azure answered, but not with what was asked for.</summary>
    public static KmsException Unreadable(string what) => new(KmsError.Configuration, $"Azure Key Vault answered, but {what}", NoOther);

    public static KmsException Unreachable(string what) =>
        new(KmsError.Api, $"Azure Key Vault, or Azure's login, {what}.", $"{NoOther} Check the address and the network, and try again.");

    private static KmsException NoCredentials() => new(
        KmsError.Configuration,
        "There are no credentials for Azure.",
        "Give the machine a managed identity, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run az login.");

    private static KmsException ExplainLogin(List<Exception> causes)
    {
        var status = causes.OfType<MsalServiceException>().Select(cause => cause.StatusCode)
            .Concat(causes.OfType<RequestFailedException>().Select(cause => cause.Status))
            .FirstOrDefault();
        return IsTrouble(status)
            ? Unreachable($"cannot answer at the moment (HTTP {status})")
            : new KmsException(
                KmsError.Configuration, "Azure denies access: its login does not take the credentials.", "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and what goes with them, or the machine's identity.");
    }

    private static KmsException Explain(RequestFailedException refusal) => refusal.Status switch
    {
        (int)HttpStatusCode.Forbidden when IsOfDisabledSecret(refusal) => new KmsException(
            KmsError.Configuration, "The secret in Azure Key Vault is disabled (HTTP 403).", "Enable it, or set TATUM_KMS_AZURE_SECRETVERSION to a version that is."),
        (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden => new KmsException(
            KmsError.Configuration,
            $"Azure Key Vault denies access to the secret (HTTP {refusal.Status}).",
            "The identity needs the right to get secrets (role Key Vault Secrets User), and the vault's firewall must let this machine in."),
        (int)HttpStatusCode.NotFound => new KmsException(
            KmsError.Configuration, "Azure Key Vault has no such secret (HTTP 404).", "Check TATUM_KMS_AZURE_SECRETNAME and TATUM_KMS_AZURE_SECRETVERSION, and whether the secret was deleted."),
        var status when IsTrouble(status) => Unreachable($"cannot answer at the moment (HTTP {status})"),
        (int)HttpStatusCode.OK => Unreadable("not in the form of a key vault."),
        var status => new KmsException(
            KmsError.Configuration, $"Azure Key Vault does not give the secret (HTTP {status}).", "Check the address of the vault and the name of the secret."),
    };

    private static bool IsTrouble(int status) => status is >= (int)HttpStatusCode.InternalServerError or (int)HttpStatusCode.TooManyRequests;

    private static bool IsOfDisabledSecret(RequestFailedException refusal)
    {
        var body = refusal.GetRawResponse() is { } answer ? answer.Content.ToMemory() : default;
        using var code = SecretText.Find(body.Span, "error", "innererror", "code");
        return code is not null && code.Span.SequenceEqual("SecretDisabled"u8);
    }

    private static IEnumerable<Exception> Flatten(Exception problem) =>
        problem is AggregateException several ? several.InnerExceptions.SelectMany(Flatten).Prepend(problem)
        : problem.InnerException is { } inner ? Flatten(inner).Prepend(problem)
        : [problem];
}
