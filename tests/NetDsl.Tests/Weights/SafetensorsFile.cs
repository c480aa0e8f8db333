using System.Buffers.Binary;
using System.Text;

namespace NetDsl.Tests;

/// <summary>Safetensors files as other programs write them.</summary>
internal static class SafetensorsFile
{
    /// <param name="header">JSON.</param>
    internal static byte[] Of(string header, params byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + json.Length);
        return bytes;
    }

    /// <summary>Tensors one behind the other, all their bytes zero.</summary>
    internal static byte[] Zeros(params (string Name, string Type, int[] Sizes, int Bytes)[] tensors)
    {
        var members = new List<string> { """ "__metadata__":{"format":"pt"} """ };
        int at = 0;
        foreach (var (name, type, sizes, bytes) in tensors)
        {
            members.Add(
                $$"""
                "{{name}}":{"dtype":"{{type}}","shape":[{{string.Join(',', sizes)}}],"data_offsets":[{{at}},{{at + bytes}}]}
                """);
            at += bytes;
        }

        return Of($"{{{string.Join(',', members)}}}", new byte[at]);
    }
}
