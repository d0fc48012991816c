using System.Reflection;

namespace TatumKms.Cli;

/// <summary>Which version this is, and of which version of the original it speaks the protocol.</summary>
internal static class ProductVersion
{
    /// <summary>What the API is told (<c>x-ttm-kms-client-version</c>): the requests are those of this version of the original.</summary>
    public const string Protocol = "8.0.1";

    /// <summary>The version of this program, without the commit that the build appends.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
