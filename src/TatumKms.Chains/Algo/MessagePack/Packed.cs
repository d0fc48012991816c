using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Chains.Algo.MessagePack;

/// <summary>
/// A value in the part of MessagePack that Algorand uses. Its canonical form has map keys in the order of their bytes, the
/// shortest form of every number and length, and no member whose value is zero or empty.
/// </summary>
internal abstract class Packed
{
    private Packed()
    {
    }

    /// <summary>Whether a map leaves the value out.</summary>
    public abstract bool IsZero { get; }

    /// <summary>A whole number from 0 to 2^64 - 1.</summary>
    public sealed class Number(ulong value) : Packed
    {
        public ulong Value { get; } = value;

        public override bool IsZero => Value == 0;
    }

    /// <summary>Yes or no; no is zero.</summary>
    public sealed class Flag(bool value) : Packed
    {
        public override bool IsZero { get; } = !value;
    }

    /// <summary>Text, UTF-8 on the wire.</summary>
    public sealed class Text(string value) : Packed
    {
        public string Value { get; } = value;

        public override bool IsZero => Value.Length == 0;
    }

    /// <summary>Bytes. Fields of fixed length that are all zero are given as no bytes, because they are left out, too.</summary>
    public sealed class Bytes(byte[] value) : Packed
    {
        public byte[] Value { get; } = value;

        public override bool IsZero => Value.Length == 0;
    }

    /// <summary>A list; its elements are kept even when they are zero.</summary>
    public sealed class List(IReadOnlyList<Packed> items) : Packed
    {
        public IReadOnlyList<Packed> Items { get; } = items;

        public override bool IsZero => Items.Count == 0;
    }

    /// <summary>Members by name, in canonical order; those that are zero leave no trace.</summary>
    public sealed class Map : Packed
    {
        private readonly SortedDictionary<string, Packed> _members = new(StringComparer.Ordinal);

        public IReadOnlyCollection<KeyValuePair<string, Packed>> Members => _members;

        public override bool IsZero => _members.Count == 0;

        /// <summary>Adds a member unless it is zero.</summary>
        public Map Set(string name, Packed value)
        {
            if (!value.IsZero)
            {
                _members.Add(name, value);
            }

            return this;
        }

        public bool Has(string name) => _members.ContainsKey(name);

        /// <summary>The number, 0 where there is none.</summary>
        public ulong NumberOf(string name) => Find<Number>(name, out var value) ? value.Value : 0;

        /// <summary>The text, empty where there is none.</summary>
        public string TextOf(string name) => Find<Text>(name, out var value) ? value.Value : "";

        /// <summary>The bytes, none where there are none.</summary>
        public byte[] BytesOf(string name) => Find<Bytes>(name, out var value) ? value.Value : [];

        /// <summary>The elements, none where there is no list.</summary>
        public IReadOnlyList<Packed> ItemsOf(string name) => Find<List>(name, out var value) ? value.Items : [];

        /// <summary>The inner map, an empty one where there is none.</summary>
        public Map MapOf(string name) => Find<Map>(name, out var value) ? value : new Map();

        private bool Find<T>(string name, [NotNullWhen(true)] out T? value)
            where T : Packed
        {
            value = _members.TryGetValue(name, out var member) ? (T)member : null;
            return value is not null;
        }
    }
}
