using System.CommandLine;
using System.Globalization;
using TatumKms.Chains;
using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>The limits that the owner sets for fees: by options, or by variables where there is no option.</summary>
internal static class Limits
{
    public const string MaxFeePercentVariable = "TATUM_KMS_MAX_FEE_PERCENT";
    public const string MaxFeeRateVariable = "TATUM_KMS_MAX_FEE_RATE";
    public const string MaxGasPriceVariable = "TATUM_KMS_MAX_GAS_PRICE";
    public const string MaxGasVariable = "TATUM_KMS_MAX_GAS";

    private const long MaxPercent = 100;

    /// <summary>What the options say.</summary>
    /// <exception cref="KmsException">One is not a whole number of its range (<see cref="KmsError.Usage"/>).</exception>
    public static ChainOptions OfOptions(KmsOptions options, ParseResult arguments)
    {
        long? Read(Option<string> option, long max) => arguments.GetValue(option) is { } text ? ReadNumber(text, max, option.Name, KmsError.Usage) : null;

        return new ChainOptions
        {
            MaxFeePercent = (int?)Read(options.MaxFeePercent, MaxPercent),
            MaxFeeRate = Read(options.MaxFeeRate, long.MaxValue),
            MaxGasPrice = Read(options.MaxGasPrice, long.MaxValue),
            MaxGas = Read(options.MaxGas, long.MaxValue),
        };
    }

    /// <summary>What the options say, completed with what the variables say.</summary>
    /// <exception cref="KmsException">A variable is not a whole number of its range (<see cref="KmsError.Configuration"/>).</exception>
    public static ChainOptions Complete(ChainOptions given, Variables variables)
    {
        long? Read(string name, long max) => variables.Get(name) is { } text ? ReadNumber(text, max, name, KmsError.Configuration) : null;

        return new ChainOptions
        {
            MaxFeePercent = given.MaxFeePercent ?? (int?)Read(MaxFeePercentVariable, MaxPercent),
            MaxFeeRate = given.MaxFeeRate ?? Read(MaxFeeRateVariable, long.MaxValue),
            MaxGasPrice = given.MaxGasPrice ?? Read(MaxGasPriceVariable, long.MaxValue),
            MaxGas = given.MaxGas ?? Read(MaxGasVariable, long.MaxValue),
        };
    }

    private static long ReadNumber(string text, long largest, string name, KmsError error) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new KmsException(error, $"{name} is not a whole number from 0 to {largest}.", "Write it in plain digits, without a unit.");
}
