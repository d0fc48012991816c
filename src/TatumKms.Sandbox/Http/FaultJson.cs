using System.Text.Json.Nodes;

namespace TatumKms.Sandbox.Http;

/// <summary>A fault in the JSON of <c>POST /sandbox/faults</c>.</summary>
internal static class FaultJson
{
    /// <exception cref="FormatException">A member is missing or wrong.</exception>
    public static SandboxFault Read(JsonObject body)
    {
        var path = Bodies.Text(body, "path") ?? throw new FormatException("'path' must be text: how the paths begin.");
        var afterHandling = Value(body, "afterHandling", false);
        SandboxFault fault = Bodies.Text(body, "kind") switch
        {
            "answer" => new SandboxFault.Answer(path, Status(body), Bodies.Text(body, "body") ?? "")
            {
                AfterHandling = afterHandling,
                Headers = (body["headers"] as JsonObject ?? []).ToDictionary(header => header.Key, header => header.Value?.ToString() ?? ""),
            },
            "drop" => new SandboxFault.Drop(path, afterHandling),
            "delay" => new SandboxFault.Delay(path, Duration(body)),
            "notCompleted" => new SandboxFault.NotCompleted(path),
            "twice" => new SandboxFault.Twice(path),
            _ => throw new FormatException("'kind' must be answer, drop, delay, notCompleted or twice."),
        };
        return fault with { Method = Bodies.Text(body, "method"), Times = Times(body), LeavesPending = Value(body, "leavesPending", false) };
    }

    private static int Status(JsonObject body) =>
        Value(body, "status", 500) is var status and >= 200 and <= 599 ? status : throw new FormatException("'status' must be 200 to 599.");

    private static int Times(JsonObject body) =>
        Value(body, "times", 1) is var times and >= 1 ? times : throw new FormatException("'times' must be 1 or more.");

    private static TimeSpan Duration(JsonObject body) =>
        Value(body, "milliseconds", 0) is var milliseconds and >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException("'milliseconds' must not be negative.");

    private static T Value<T>(JsonObject body, string name, T otherwise)
        where T : struct => body[name] switch
        {
            null => otherwise,
            JsonValue value when value.TryGetValue<T>(out var given) => given,
            _ => throw new FormatException($"'{name}' is of the wrong type."),
        };
}
