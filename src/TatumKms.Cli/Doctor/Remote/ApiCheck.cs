using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Whether the API answers, and takes the key.</summary>
internal sealed class ApiCheck(ApiProbe probe, KmsConfiguration configuration, bool allowHttp) : NetworkCheck("api")
{
    private const string Who = "The Tatum API";
    private const string NewKey = "Copy the key again from the dashboard of your Tatum account, and set TATUM_API_KEY.";

    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var url = probe.Url;
        if (configuration.ApiKey is null)
        {
            return Finding.NotApplicable("The API is not asked without a key.");
        }

        if (!MayAsk(configuration, allowHttp))
        {
            return Finding.Problem($"{KmsConfiguration.ApiUrlVariable} is http on another machine: others could read the API key, so it was not sent.", "Write https:// in it.");
        }

        try
        {
            return Judge((await probe.AskAsync(cancellationToken)).Status, url);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return Reach.Explain(Who, url, failure);
        }
    }

    /// <summary>Whether there is a key, and a way on which nobody else can read it.</summary>
    public static bool MayAsk(KmsConfiguration configuration, bool allowHttp) =>
        configuration.ApiKey is not null && (allowHttp || configuration.AllowHttp || !Reach.IsUnprotected(configuration.ApiUrl));

    private static Finding Judge(int status, Uri url) => status switch
    {
        >= 200 and < 300 => Finding.Ok($"{Who} at {url.IdnHost} answers and takes the key."),
        401 or 403 => Finding.Problem($"{Who} does not take the key (status {status}).", NewKey),
        402 or 429 => Finding.Warning($"{Who} takes the key, but its plan is used up for now (status {status}).", "Wait, or choose a larger plan in the dashboard of your Tatum account."),
        >= 500 => Finding.Problem($"{Who} answers, but fails (status {status}).", "Wait and try again; https://status.tatum.io says whether it is known."),
        >= 300 and < 400 => Finding.Problem($"{url.IdnHost} sends elsewhere (status {status}), where the key is not sent.", $"Set {KmsConfiguration.ApiUrlVariable} to the final address, or leave it out."),
        _ => Finding.Problem($"{url.IdnHost} answers as the Tatum API does not (status {status}).", $"Check {KmsConfiguration.ApiUrlVariable}, or leave it out for the default."),
    };
}
