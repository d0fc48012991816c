using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The address of a secret manager that a setting gives.</summary>
internal static class SecretAddress
{
    /// <summary>Reads an address: https, or http to this machine; no credentials, question or fragment in it.</summary>
    /// <param name="value">The setting; never quoted, as it may hold credentials.</param>
    /// <param name="setting">What the setting is called.</param>
    /// <exception cref="KmsException">It is no such address (<see cref="KmsError.Configuration"/>).</exception>
    public static Uri Parse(string value, string setting) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : throw new KmsException(
                KmsError.Configuration,
                $"{setting} is not an address that a password can be asked of.",
                "It must begin with https:// (http:// for this machine alone) and hold no user name, password, question mark or fragment.");
}
