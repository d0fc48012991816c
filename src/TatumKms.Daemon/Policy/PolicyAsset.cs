using System.Globalization;
using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>An asset that a policy names: the coin of one or more chains, or a token that it declares.</summary>
/// <param name="Name">The symbol, or the name of the declaration.</param>
/// <param name="Chains">The chains that it is on.</param>
/// <param name="Token">What identifies the token; nothing for a coin.</param>
/// <param name="Decimals">The declared decimals of a token; nothing where amounts say theirs.</param>
internal sealed record PolicyAsset(string Name, IReadOnlyList<ChainId> Chains, string? Token, int? Decimals)
{
    /// <summary>Whether something is of this asset.</summary>
    public bool Is(ChainId chain, string? token, string symbol) => Chains.Contains(chain)
        && (Token is null ? token is null && symbol == Name : token is not null && AddressText.AreSame(Token, token));

    /// <summary>Whether a payment is of this asset.</summary>
    public bool Is(ChainId chain, PolicyPayment payment) => Is(chain, payment.Token, payment.Amount.Symbol);

    /// <summary>How much an amount of this asset is; nothing where its decimals make no sense.</summary>
    public BigInteger? Exact(Amount amount) => Coins.Exact(amount.BaseUnits, Decimals ?? amount.Decimals);
}

/// <summary>An exact amount that a policy names.</summary>
/// <param name="Value">In 10^-36 of the asset.</param>
/// <param name="Asset">The asset.</param>
internal sealed record PolicyAmount(BigInteger Value, PolicyAsset Asset)
{
    /// <summary>The number of coins and the asset.</summary>
    public override string ToString() => new Amount(Value, Coins.Places, Asset.Name).ToString();
}

/// <summary>An exact percentage.</summary>
/// <param name="Millionths">Millionths of a percent.</param>
internal sealed record PolicyPercent(BigInteger Millionths)
{
    /// <summary>Decimal places that a percentage may have.</summary>
    public const int Places = 6;

    private static readonly BigInteger Whole = BigInteger.Pow(10, Places + 2);

    /// <summary>Whether a part is not more of a whole than this.</summary>
    public bool Covers(BigInteger part, BigInteger whole) => part * Whole <= Millionths * whole;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{new Amount(Millionths, Places, "").ToString().TrimEnd()} %");
}
