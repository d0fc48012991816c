using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>Finds every entry of the plaintext in one pass, and refuses everything that is not a wallet store's JSON.</summary>
/// <remarks>The sentences of its errors are fixed: no byte of the plaintext may get into one.</remarks>
internal ref struct PlaintextIndexer
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly List<EntryLocation> _entries = [];
    private readonly List<ChainId> _chains = [];
    private readonly List<Range> _names = [];
    private Utf8JsonReader _reader;

    private PlaintextIndexer(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>The entries in the order in which they stand.</summary>
    /// <exception cref="FormatException">This is not the JSON of a wallet store.</exception>
    public static List<EntryLocation> Index(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new FormatException("its contents are not UTF-8");
        }

        try
        {
            var indexer = new PlaintextIndexer(json);
            indexer.ReadStore();
            return indexer._entries;
        }
        catch (JsonException)
        {
            throw new FormatException("its contents are not JSON");
        }
    }

    private void ReadStore()
    {
        Require(_reader.Read() && _reader.TokenType == JsonTokenType.StartObject);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadEntry();
        }

        Require(_reader.TokenType == JsonTokenType.EndObject);
        Require(!_reader.Read());
    }

    private void ReadEntry()
    {
        var keyStart = (int)_reader.TokenStartIndex;
        var name = _reader.ValueSpan;
        Require(Utf8Parser.TryParse(name, out Guid id, out var consumed, 'D') && consumed == name.Length);
        Require(_reader.Read() && _reader.TokenType == JsonTokenType.StartObject);
        var valueStart = (int)_reader.TokenStartIndex;
        ChainId? chain = null;
        Network? network = null;
        _names.Clear();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            KeepName();
            if (_reader.ValueTextEquals("chain"u8))
            {
                chain = ReadChain();
            }
            else if (_reader.ValueTextEquals("testnet"u8))
            {
                network = ReadNetwork();
            }
            else
            {
                _reader.Read();
                _reader.Skip();
            }
        }

        Require(chain is not null && network is not null);
        _entries.Add(new EntryLocation(new SignatureId(id), keyStart, valueStart, (int)_reader.BytesConsumed, chain!.Value, network!.Value));
    }

    /// <summary>A member that is there twice could be read in two ways. A name with escapes could hide that: nobody writes one.</summary>
    private readonly void KeepName()
    {
        Require(!_reader.ValueIsEscaped);
        var start = (int)_reader.TokenStartIndex + 1;
        foreach (var other in _names)
        {
            Require(!_json[other].SequenceEqual(_reader.ValueSpan));
        }

        _names.Add(start..(start + _reader.ValueSpan.Length));
    }

    /// <summary>There are few chains and many entries, so a code that was seen is not made into a string again.</summary>
    private ChainId ReadChain()
    {
        Require(_reader.Read() && _reader.TokenType == JsonTokenType.String && !_reader.ValueIsEscaped);
        foreach (var seen in _chains)
        {
            if (_reader.ValueTextEquals(seen.Code))
            {
                return seen;
            }
        }

        Require(ChainId.TryParse(Encoding.UTF8.GetString(_reader.ValueSpan), out var chain));
        _chains.Add(chain);
        return chain;
    }

    private Network ReadNetwork()
    {
        Require(_reader.Read() && _reader.TokenType is JsonTokenType.True or JsonTokenType.False);
        return _reader.TokenType == JsonTokenType.True ? Network.Testnet : Network.Mainnet;
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new FormatException("its contents are not those of a wallet store");
        }
    }
}
