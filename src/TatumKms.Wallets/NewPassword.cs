using TatumKms.Core;
using TatumKms.Wallets.Envelope;

namespace TatumKms.Wallets;

/// <summary>A password that a store is to have, and the keys that it makes with a new salt. Zeroed when nobody has taken them over.</summary>
internal sealed class NewPassword(SecretBytes password, StoreKeys keys) : IDisposable
{
    private bool _taken;

    public StoreKeys Keys { get; } = keys;

    public (SecretBytes Password, StoreKeys Keys) Take()
    {
        _taken = true;
        return (password, Keys);
    }

    public void Dispose()
    {
        if (!_taken)
        {
            password.Dispose();
            Keys.Dispose();
        }
    }
}
