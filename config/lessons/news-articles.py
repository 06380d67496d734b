"""Makes the items of news-articles.json from NewsArticles.csv of Dai's "News Articles" (doi:10.7910/DVN/GMFCTR).

    python3 news-articles.py NewsArticles.csv > items.jsonl

The offsets of the annotation count in the bodies that this makes, so they change where it changes.
"""

import csv
import html
import json
import re
import sys

# Where sentences surely end: behind a word of small letters, before a capital.
ENDS = re.compile(
    r"(?<=[a-z]{4}[.!?])\s+(?=[A-Z\"“])|(?<=[a-z]{3}[.!?][\"”])\s+(?=[A-Z\"“])|\n+"
)
BODY_MIN, LEAD_MIN = 300, 60
PARAGRAPH_MIN, QUOTED_MAX = 160, 900


def clean(words):
    """Without entities, and with some of the marks mended that a wrong encoding broke."""
    words = html.unescape(words).replace("\u00a0", " ").replace("\ufffd", "").replace("\r", "")
    words = re.sub(r"\"[?](?=[A-Za-z])", '" ', words).replace("'r ", "'re ")
    return re.sub(r"[ \t]+", " ", words).strip()


def paragraphs(body):
    """In paragraphs, which the file has lost: of two sentences or so, and none ends inside a quotation."""
    found, last = [], ""
    for sentence in filter(None, ENDS.split(body)):
        last = f"{last} {sentence}" if last else sentence
        if len(last) > PARAGRAPH_MIN and (last.count('"') % 2 == 0 or len(last) > QUOTED_MAX):
            found.append(last)
            last = ""
    return "\n\n".join(found + [last] * bool(last))


def items(rows):
    """Each article once, with the lead that some sources give as the subtitle."""
    known = set()
    for row in rows:
        title, lead, body = (clean(row[field]) for field in ("title", "subtitle", "text"))
        if len(lead) > LEAD_MIN and lead[:LEAD_MIN] not in body and lead[-1] in '."”!?':
            body = f"{lead}\n{body}"
        marks = {(title.lower(), body[:200]), body[:150]}
        date = re.match(r"(\d{4})/(\d+)/(\d+)", row["publish_date"])
        if known & marks or len(body) < BODY_MIN or not date:
            continue
        known |= marks
        year, month, day = map(int, date.groups())
        source = re.sub(r"^https?://(www\.)?", "", row["article_source_link"]).split("/")[0]
        yield {
            "id": f"news-articles-{row['article_id']}",
            "title": title,
            "body": paragraphs(body),
            "published_at": f"{year}-{month:02}-{day:02}T12:00:00Z",
            "source": source,
            "language": "en",
        }


csv.field_size_limit(1 << 30)
with open(sys.argv[1], encoding="utf-8", errors="replace", newline="") as file:
    for item in items(csv.DictReader(file)):
        print(json.dumps(item, ensure_ascii=False))
