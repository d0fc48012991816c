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
    private readonly EntryTable _entries = new();
    private ChainId[] _chains = new ChainId[32];
    private int _chainCount;

    /// <summary>Where the names of the members of an entry begin and how long they are.</summary>
    private (int Start, int Length)[] _names = new (int, int)[16];
    private int _nameCount;
    private Utf8JsonReader _reader;

    private PlaintextIndexer(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>The entries in the order in which they stand.</summary>
    /// <exception cref="FormatException">This is not the JSON of a wallet store.</exception>
    public static EntryTable Index(ReadOnlySpan<byte> json)
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
        _nameCount = 0;
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
        if (!_entries.TryAdd(new EntryLocation(new SignatureId(id), keyStart, valueStart, (int)_reader.BytesConsumed, chain!.Value, network!.Value)))
        {
            throw new FormatException("its contents hold one id twice");
        }
    }

    /// <summary>A member that is there twice could be read in two ways. A name with escapes could hide that: nobody writes one.</summary>
    private void KeepName()
    {
        Require(!_reader.ValueIsEscaped);
        for (var i = 0; i < _nameCount; i++)
        {
            Require(!_json.Slice(_names[i].Start, _names[i].Length).SequenceEqual(_reader.ValueSpan));
        }

        if (_nameCount == _names.Length)
        {
            Array.Resize(ref _names, 2 * _nameCount);
        }

        _names[_nameCount++] = ((int)_reader.TokenStartIndex + 1, _reader.ValueSpan.Length);
    }

    /// <summary>There are few chains and many entries, so a code that was seen is not made into a string again.</summary>
    private ChainId ReadChain()
    {
        Require(_reader.Read() && _reader.TokenType == JsonTokenType.String && !_reader.ValueIsEscaped);
        for (var i = 0; i < _chainCount; i++)
        {
            if (_reader.ValueTextEquals(_chains[i].Code))
            {
                return _chains[i];
            }
        }

        Require(ChainId.TryParse(Encoding.UTF8.GetString(_reader.ValueSpan), out var chain));
        if (_chainCount == _chains.Length)
        {
            Array.Resize(ref _chains, 2 * _chainCount);
        }

        _chains[_chainCount++] = chain;
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
