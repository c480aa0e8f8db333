using System.Numerics;

namespace NetDsl;

/// <summary>Where and how one digit stands on its image: from the shape's square [−1, 1]² to pixels.</summary>
internal readonly struct SampleDigitPose
{
    private readonly Vector2 across;
    private readonly Vector2 down;
    private readonly Vector2 origin;
    private readonly Vector2 bend;
    private readonly Vector2 skew;

    /// <summary>A random pose on an image of <paramref name="size"/>² pixels.</summary>
    public SampleDigitPose(ref SampleDigitRandom random, int size)
    {
        // half a height of 7.5 to 11.5 pixels, the width apart from it
        float height = random.Uniform(0.27f, 0.41f) * size;
        float width = height * random.Uniform(0.62f, 1.05f);
        float slant = random.Normal(0.27f);
        // cosine and sine from the half angle's tangent: exact arithmetic alone, the same on every machine
        float tangent = random.Normal(0.1f);
        float cosine = (1 - tangent * tangent) / (1 + tangent * tangent);
        float sine = 2 * tangent / (1 + tangent * tangent);
        float middle = (size - 1) / 2f;
        across = width * new Vector2(cosine, sine);
        down = height * new Vector2(-sine - slant * cosine, cosine - slant * sine);
        origin = new Vector2(middle + random.Normal(0.045f) * size, middle + random.Normal(0.045f) * size);
        bend = new Vector2(random.Normal(0.11f), random.Normal(0.09f));
        skew = new Vector2(random.Normal(0.1f), random.Normal(0.1f));
    }

    /// <summary>The pixel of a point: bent first, as a hurried hand does, then placed.</summary>
    public Vector2 Place(Vector2 point)
    {
        var bent = new Vector2(
            point.X + bend.X * (point.Y * point.Y - 0.3f) + skew.X * point.X * point.Y,
            point.Y + bend.Y * (point.X * point.X - 0.3f) + skew.Y * point.X * point.Y);
        // not Vector2.Transform, which rounds once less where the processor multiplies and adds in one
        return bent.X * across + bent.Y * down + origin;
    }
}
