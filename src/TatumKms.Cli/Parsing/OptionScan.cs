using System.CommandLine;

namespace TatumKms.Cli.Parsing;

/// <summary>
/// Looks at the options of a command line before it is parsed: unknown ones, repeated ones and missing values are refused
/// wherever they stand. The parser alone would take <c>--unknown</c> for the value of the option or argument before it.
/// </summary>
internal sealed class OptionScan(KmsOptions options)
{
    private static readonly char[] Separators = ['=', ':'];

    private readonly Dictionary<string, Option> _bySpelling = BySpelling(options);

    /// <exception cref="Core.KmsException">An option is wrong (<see cref="Core.KmsError.Usage"/>).</exception>
    public void Check(IReadOnlyList<string> arguments)
    {
        var seen = new HashSet<Option>();
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (!LooksLikeOption(arguments[i]))
            {
                continue;
            }

            var (name, value) = Split(arguments[i]);
            if (!_bySpelling.TryGetValue(name, out var option))
            {
                throw UsageErrors.UnknownOption(name, _bySpelling.Keys);
            }

            if (!seen.Add(option))
            {
                throw UsageErrors.GivenTwice(name);
            }

            var next = i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (KmsOptions.IsSwitch(option))
            {
                CheckSwitch(name, value, next);
            }
            else
            {
                i += value is null ? 1 : 0;
                CheckValue(name, value ?? next, isAttached: value is not null);
            }
        }
    }

    // Loops, since each run pays for it: code of queries over pairs is not there ahead of time.
    private static Dictionary<string, Option> BySpelling(KmsOptions options)
    {
        var found = new Dictionary<string, Option>(StringComparer.Ordinal);
        foreach (var option in options.All)
        {
            foreach (var spelling in KmsOptions.Spellings(option))
            {
                found.Add(spelling, option);
            }
        }

        return found;
    }

    private static void CheckSwitch(string name, string? value, string? next)
    {
        // A switch followed by a lone true or false means one thing to a person and another to the original's parser.
        if (value is null ? IsBoolean(next) : !IsBoolean(value))
        {
            throw UsageErrors.BadSwitch(name);
        }
    }

    private static void CheckValue(string name, string? value, bool isAttached)
    {
        if (string.IsNullOrWhiteSpace(value) || (!isAttached && value.StartsWith("--", StringComparison.Ordinal)))
        {
            throw UsageErrors.NoValue(name);
        }
    }

    // A number below zero is an argument, a wrong one, and said to be that.
    private static bool LooksLikeOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);

    private static (string Name, string? Value) Split(string argument)
    {
        var separator = argument.IndexOfAny(Separators);
        return separator < 0 ? (argument, null) : (argument[..separator], argument[(separator + 1)..]);
    }

    private static bool IsBoolean(string? text) => bool.TryParse(text, out _);
}
