using System.Text.Json.Serialization;

namespace Serving;

/// <summary>What the service says of a picture.</summary>
internal sealed record Answer(string Digit, float Probability);

/// <summary>Its JSON, written by the compiler: a native program has no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
