using System.CommandLine;
using System.Globalization;
using Serilog.Events;
using TatumKms.Chains;
using TatumKms.Cli.Configuration;
using TatumKms.Core;
using TatumKms.Daemon;

namespace TatumKms.Cli.Parsing;

/// <summary>What the daemon's own options say.</summary>
internal sealed record DaemonArguments
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromSeconds(0.1), LongestPeriod = TimeSpan.FromDays(1);

    public required Network Network { get; init; }

    public required IReadOnlyList<ChainId> Chains { get; init; }

    public TimeSpan? Period { get; init; }

    public Uri? ExternalUrl { get; init; }

    public ExternalUrlMethod ExternalUrlMethod { get; init; }

    public bool AllowHttp { get; init; }

    /// <summary>The file of the key for signed approvals, as it was given.</summary>
    public string? ApprovalKeyFile { get; init; }

    /// <summary>The file of the policy, as it was given.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether opaque transactions may be signed, where the options say it.</summary>
    public bool? AllowOpaque { get; init; }

    public bool RunOnce { get; init; }

    public IReadOnlySet<SignatureId>? Wallets { get; init; }

    public IReadOnlySet<string>? TransactionIds { get; init; }

    public required ChainOptions Limits { get; init; }

    public bool LogAsJson { get; init; }

    public LogEventLevel LogLevel { get; init; }

    public string? LogFile { get; init; }

    public string? Listen { get; init; }

    public bool ListenAnywhere { get; init; }

    /// <summary>Reads and checks them, each by itself.</summary>
    /// <exception cref="KmsException">
    /// One of them is wrong or missing (<see cref="KmsError.Usage"/>), or a variable that stands for one is (<see cref="KmsError.Configuration"/>).
    /// </exception>
    public static DaemonArguments Read(KmsOptions options, ParseResult arguments, ChainRegistry chains, KmsConfiguration configuration)
    {
        var method = ReadMethod(options, arguments, configuration);
        return new DaemonArguments
        {
            Network = configuration.Network,
            Chains = (arguments.GetValue(options.Chain) ?? configuration.Find(KmsConfiguration.ChainVariable)) is { } codes ? ChainCodes.ReadList(codes, chains) : [.. chains.All.Select(chain => chain.Id)],
            Period = arguments.GetValue(options.Period) is { } period ? ReadPeriod(period) : null,
            ExternalUrl = ReadExternalUrl(options, arguments, configuration),
            ExternalUrlMethod = method,
            AllowHttp = arguments.GetValue(options.AllowHttp),
            ApprovalKeyFile = ReadApprovalKeyFile(options, arguments, method),
            Policy = arguments.GetValue(options.Policy),
            AllowOpaque = KmsOptions.IsGiven(options.AllowOpaque, arguments) ? arguments.GetValue(options.AllowOpaque) : null,
            RunOnce = arguments.GetValue(options.RunOnce),
            Wallets = arguments.GetValue(options.Wallets) is { } wallets ? Ids.ReadList(wallets, "--wallets").ToHashSet() : null,
            TransactionIds = arguments.GetValue(options.TransactionIds) is { } ids ? Lists.Split(ids, "--transactionIds").ToHashSet(StringComparer.Ordinal) : null,
            Limits = Parsing.Limits.OfOptions(options, arguments),
            LogAsJson = ReadLogFormat(arguments.GetValue(options.LogFormat)),
            LogLevel = ReadLogLevel(arguments.GetValue(options.LogLevel)),
            LogFile = arguments.GetValue(options.LogFile),
            Listen = arguments.GetValue(options.Listen),
            ListenAnywhere = arguments.GetValue(options.ListenAnywhere),
        };
    }

    /// <summary>On mainnet nobody is let through without a second pair of eyes or a policy.</summary>
    /// <param name="policyPath">The policy of the option or of the environment, or nothing.</param>
    /// <exception cref="KmsException">Both are missing (<see cref="KmsError.Usage"/>).</exception>
    public void RequireJudge(string? policyPath)
    {
        if (Network == Network.Mainnet && ExternalUrl is null && policyPath is null)
        {
            throw UsageErrors.New(
                "Missing required flag --external-url.",
                "On mainnet a second pair of eyes must approve each transaction: --externalUrl=https://…; or a policy decides: --policy=FILE; or use --testnet.");
        }
    }

    private static TimeSpan ReadPeriod(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= (decimal)LongestPeriod.TotalSeconds
        && TimeSpan.FromSeconds((double)seconds) is var period
        && period >= ShortestPeriod
            ? period
            : throw UsageErrors.New("The period is not a number of seconds from 0.1 to 86400.", "Write it in digits: 5, 0.5.");

    /// <summary>The URL of the second pair of eyes: of the option, else of the environment, or nothing.</summary>
    /// <exception cref="KmsException">It is no http or https URL.</exception>
    public static Uri? ReadExternalUrl(KmsOptions options, ParseResult arguments, KmsConfiguration configuration)
    {
        var (text, name, error) = Choose(options.ExternalUrl, arguments, KmsConfiguration.ExternalUrlVariable, configuration);
        return text is null ? null : ReadUrl(text, name, error);
    }

    /// <summary>A URL that somebody wrote.</summary>
    /// <exception cref="KmsException">It is no http or https URL.</exception>
    public static Uri ReadUrl(string text, string name, KmsError error = KmsError.Usage) => WebAddress.TryParse(text, out var url)
        ? url
        : throw new KmsException(error, $"{name} is not an http or https URL.", "Write it in full: https://approve.internal/tx.");

    /// <summary>A method that somebody wrote, in upper or lower case.</summary>
    /// <exception cref="KmsException">There is no such method.</exception>
    public static ExternalUrlMethod ReadMethod(string? text, string name, KmsError error = KmsError.Usage) => text?.ToUpperInvariant() switch
    {
        null or "GET" => ExternalUrlMethod.Get,
        "POST" => ExternalUrlMethod.Post,
        "SIGNED" => ExternalUrlMethod.Signed,
        _ => throw new KmsException(error, $"{name} is neither GET, POST nor SIGNED."),
    };

    private static ExternalUrlMethod ReadMethod(KmsOptions options, ParseResult arguments, KmsConfiguration configuration)
    {
        var (text, name, error) = Choose(options.ExternalUrlMethod, arguments, KmsConfiguration.ExternalUrlMethodVariable, configuration);
        return ReadMethod(text, name, error);
    }

    /// <summary>What an option says, else what the variable says that stands for it.</summary>
    private static (string? Text, string Name, KmsError Error) Choose(Option<string> option, ParseResult arguments, string variable, KmsConfiguration configuration) =>
        arguments.GetValue(option) is { } given ? (given, option.Name, KmsError.Usage) : (configuration.Find(variable), variable, KmsError.Configuration);

    private static LogEventLevel ReadLogLevel(string? text) => text switch
    {
        null or "info" => LogEventLevel.Information,
        "debug" => LogEventLevel.Debug,
        "warning" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => throw UsageErrors.New("--log-level is none of debug, info, warning and error."),
    };

    private static string? ReadApprovalKeyFile(KmsOptions options, ParseResult arguments, ExternalUrlMethod method)
    {
        var file = arguments.GetValue(options.ApprovalKeyFile);
        return file is null || method == ExternalUrlMethod.Signed
            ? file
            : throw UsageErrors.New("--approval-key-file is of no use without signed approvals.", "Give --externalUrlMethod=SIGNED, too.");
    }

    private static bool ReadLogFormat(string? text) => text switch
    {
        null or "text" => false,
        "json" => true,
        _ => throw UsageErrors.New("--log-format is neither json nor text."),
    };
}
