using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Cli.Configuration;

/// <summary>URLs that requests are sent to.</summary>
internal static class WebAddress
{
    /// <summary>Reads an absolute http or https URL.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.Host.Length > 0;
}
