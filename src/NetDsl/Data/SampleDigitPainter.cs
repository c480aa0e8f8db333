using System.Numerics;

namespace NetDsl;

/// <summary>Draws sample digits: one image after another, without allocating between them.</summary>
internal sealed class SampleDigitPainter
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Size = 28;

    // a curve between two neighbouring points of a shape becomes so many straight pieces
    private const int Pieces = 6;

    private readonly float[] ink = new float[Size * Size];
    private readonly Vector2[] points = new Vector2[16];

    /// <summary>Draws image number <paramref name="image"/> of a seed's endless sequence.</summary>
    /// <param name="pixels">[28 × 28], rows from the top: 0 for paper, 255 for full ink.</param>
    public void Draw(ulong seed, long image, int digit, Span<byte> pixels)
    {
        var random = new SampleDigitRandom(seed, image);
        Array.Clear(ink);
        DrawDigit(ref random, SampleDigitShapes.All[digit]);
        DrawSpecks(ref random);
        Develop(ref random, pixels);
    }

    private void DrawDigit(ref SampleDigitRandom random, Vector2[][][] ways)
    {
        var way = ways[random.Choice(ways.Length)];
        var pose = new SampleDigitPose(ref random, Size);
        var pen = new Pen(random.Uniform(0.65f, 1.9f), random.Normal(0.15f), random.Uniform(0.8f, 1.6f), 1);
        float wobble = random.Uniform(0.03f, 0.12f);
        foreach (var stroke in way)
        {
            var placed = points.AsSpan(0, stroke.Length);
            for (int i = 0; i < stroke.Length; i++)
            {
                // a corner's two points stay one
                placed[i] = i > 0 && stroke[i] == stroke[i - 1]
                    ? placed[i - 1]
                    : pose.Place(stroke[i] + new Vector2(random.Normal(wobble), random.Normal(wobble)));
            }

            DrawCurve(placed, pen);
        }
    }

    // Catmull and Rom 1974: through every point, with the chord of its neighbours as the direction.
    private void DrawCurve(ReadOnlySpan<Vector2> curve, in Pen pen)
    {
        int last = curve.Length - 1;
        for (int i = 0; i < last; i++)
        {
            if (curve[i] == curve[i + 1])
            {
                continue;
            }

            var leaving = (curve[i + 1] - curve[Math.Max(i - 1, 0)]) / 2;
            var arriving = (curve[Math.Min(i + 2, last)] - curve[i]) / 2;
            var from = curve[i];
            for (int piece = 1; piece <= Pieces; piece++)
            {
                float t = piece / (float)Pieces;
                var to = Hermite(curve[i], leaving, curve[i + 1], arriving, t);
                DrawLine(from, to, pen.At((i + t) / last));
                from = to;
            }
        }
    }

    private static Vector2 Hermite(Vector2 start, Vector2 leaving, Vector2 end, Vector2 arriving, float t)
    {
        float s = 1 - t;
        return s * s * (1 + 2 * t) * start + t * s * s * leaving + t * t * (3 - 2 * t) * end - t * t * s * arriving;
    }

    // Where lines overlap the darker wins: ink does not add up.
    private void DrawLine(Vector2 from, Vector2 to, in Pen pen)
    {
        float reach = pen.Radius + pen.Softness;
        var low = Vector2.Min(from, to) - new Vector2(reach);
        var high = Vector2.Max(from, to) + new Vector2(reach);
        var direction = to - from;
        float scale = 1 / Math.Max(direction.LengthSquared(), 1e-6f);
        for (int y = Math.Max(0, (int)low.Y); y <= Math.Min(Size - 1, (int)high.Y); y++)
        {
            for (int x = Math.Max(0, (int)low.X); x <= Math.Min(Size - 1, (int)high.X); x++)
            {
                var away = new Vector2(x, y) - from;
                float along = Math.Clamp(Vector2.Dot(away, direction) * scale, 0, 1);
                float distance = (away - along * direction).Length();
                float shade = pen.Ink * Math.Clamp((pen.Radius - distance) / pen.Softness + 0.5f, 0, 1);
                ref var pixel = ref ink[y * Size + x];
                pixel = Math.Max(pixel, shade);
            }
        }
    }

    // Dirt, and ends of strokes that belong to a neighbour.
    private void DrawSpecks(ref SampleDigitRandom random)
    {
        for (int count = random.Choice(6); count > 0; count--)
        {
            var from = new Vector2(random.Uniform(0, Size - 1), random.Uniform(0, Size - 1));
            float length = random.Uniform() < 0.35f ? 4 : 0.5f;
            var to = from + new Vector2(random.Normal(length), random.Normal(length));
            DrawLine(from, to, new Pen(random.Uniform(0.2f, 0.9f), 0, 1, random.Uniform(0.3f, 0.9f)));
        }
    }

    // Ink to bytes: how dark the pen is, and the scanner's noise.
    private void Develop(ref SampleDigitRandom random, Span<byte> pixels)
    {
        float darkness = random.Uniform(0.4f, 1);
        float noise = random.Uniform(0, 0.24f);
        for (int i = 0; i < ink.Length; i++)
        {
            float value = ink[i] * darkness + noise * (random.Uniform() - 0.5f);
            pixels[i] = (byte)(255 * Math.Clamp(value, 0, 1));
        }
    }

    /// <summary>What a line is drawn with, in pixels.</summary>
    /// <param name="Growth">By which share the radius grows over a stroke.</param>
    /// <param name="Softness">Over how many pixels the edge fades.</param>
    private readonly record struct Pen(float Radius, float Growth, float Softness, float Ink)
    {
        /// <summary>The pen part of the way along a stroke.</summary>
        public Pen At(float part) => this with { Radius = Radius * (1 + Growth * (2 * part - 1)) };
    }
}
