using System.Globalization;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>The ids of pending transactions.</summary>
internal static class SoakIds
{
    public static string Of(string code, int number) => string.Create(CultureInfo.InvariantCulture, $"{code}-{number}");
}
