using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>Where an entry lies in the plaintext, and what can be said of it without a secret.</summary>
/// <param name="Id">The id under which it is stored.</param>
/// <param name="KeyStart">The offset of the quote that begins its name.</param>
/// <param name="ValueStart">The offset of the brace that begins its object.</param>
/// <param name="ValueEnd">The offset after the brace that ends its object.</param>
/// <param name="Chain">Its chain.</param>
/// <param name="Network">Its network.</param>
internal readonly record struct EntryLocation(SignatureId Id, int KeyStart, int ValueStart, int ValueEnd, ChainId Chain, Network Network);
