using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Whether there is an API key that can be sent.</summary>
internal sealed class ApiKeyCheck(KmsConfiguration configuration) : LocalCheck("api-key")
{
    protected override Finding Run(CancellationToken cancellationToken) => configuration.ApiKey switch
    {
        null => Finding.Problem("There is no API key.", "tatum-kms init asks for it; or set TATUM_API_KEY."),
        var key when key.Any(c => c is <= ' ' or > '~') => Finding.Problem(
            "The API key has characters that no API key has: a blank, a line end or something that cannot be seen.",
            "Copy it again, without what stands around it."),
        _ => Finding.Ok("There is an API key."),
    };
}
