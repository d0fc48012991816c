namespace TatumKms.Core;

/// <summary>
/// One entry of the wallet store: a mnemonic with its extended public key, an address with its secret, or a private key.
/// Owns its secrets; dispose it when done.
/// </summary>
public sealed class WalletEntry : IDisposable
{
    /// <summary>Names of an entry's members, as the original writes them; the label alone is ours.</summary>
    public const string MnemonicField = "mnemonic", XpubField = "xpub", PrivateKeyField = "privateKey", SecretField = "secret", AddressField = "address", LabelField = "label";

    /// <summary>Makes an entry that owns the fields' values from now on.</summary>
    /// <param name="chain">The chain that it is for.</param>
    /// <param name="network">The network that it is for.</param>
    /// <param name="fields">The members in the order in which they are written; the chain and the network come after them.</param>
    public WalletEntry(ChainId chain, Network network, IReadOnlyList<WalletField> fields)
    {
        Chain = chain;
        Network = network;
        Fields = fields;
    }

    /// <summary>The chain that the entry is for.</summary>
    public ChainId Chain { get; }

    /// <summary>The network that the entry is for.</summary>
    public Network Network { get; }

    /// <summary>The members in the order in which they are written.</summary>
    public IReadOnlyList<WalletField> Fields { get; }

    /// <summary>The mnemonic sentence, UTF-8, if the entry has one.</summary>
    public SecretBytes? Mnemonic => Find(MnemonicField);

    /// <summary>The private key in the chain's own text form, UTF-8, if the entry stores one.</summary>
    public SecretBytes? PrivateKey => Find(PrivateKeyField);

    /// <summary>The secret of an account chain (XRP, XLM, ALGO), UTF-8, if the entry has one.</summary>
    public SecretBytes? Secret => Find(SecretField);

    /// <summary>The extended public key of the account path, if the entry has one.</summary>
    public string? Xpub => FindText(XpubField);

    /// <summary>The stored address, if the entry has one.</summary>
    public string? Address => FindText(AddressField);

    /// <summary>What the owner has written on the entry, if anything.</summary>
    public string? Label => FindText(LabelField);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var field in Fields)
        {
            field.Value.Dispose();
        }
    }

    private SecretBytes? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;

    private string? FindText(string name) => Find(name) is { } value ? System.Text.Encoding.UTF8.GetString(value.Span) : null;
}

/// <summary>A member of an entry: its name and its text in UTF-8. Public values (xpub, address) are kept the same way.</summary>
public sealed class WalletField(string name, SecretBytes value)
{
    /// <summary>The JSON member's name.</summary>
    public string Name { get; } = name;

    /// <summary>The JSON member's text, unescaped, UTF-8; owned by the entry.</summary>
    public SecretBytes Value { get; } = value;

    /// <summary>A member whose value is public.</summary>
    public static WalletField Public(string name, string value) => new(name, SecretBytes.FromUtf8(value));
}
