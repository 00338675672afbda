"""Labels: short headings made only of the words by which Japanese administrative papers name their own parts."""

import re

from corpus.normalisation import normalise

# Generic words of layout, known from the genre; a heading made of nothing else names a part, not a subject.
_WORDS = (
    "これまで|アウトカム|アウトプット|インパクト|スケジュール|スキーム|ポイント|メリット|イメージ|今後|概要|背景|課題|目的|目標|現状|認識|"
    "方向性|方向|方針|対応|内容|対象|期間|規模|体制|成果|効果|影響|要件|種目|一覧|事例|参考|経緯|論点|結果|共有|予定|施策|取組|取り組み|取り組む|べき|"
    "主な|意見|御意見|指標|活動|事業|制度|研究|支援|国民|社会|事項|留意点|実績|評価|審査|見直し|案|図|例|等|年度|予算|額|令和|平成|改正|代表者|推進|分野|時期|機関|経費|人数|対象者|実施|開始|受入|渡航|新規|採用|補正|当初|第|次|領域|費用|人員|拠点|対象国"
)
_SEPARATORS = r"[・／/、\s\-0-9()]|の|と|や|へ|から|について|における|に係る"
_LABEL = re.compile(rf"(?:(?:{_WORDS})|{_SEPARATORS})+(?:\((?:{_WORDS}|{_SEPARATORS})+\))?")
_WORD = re.compile(rf"{_WORDS}")
_LONGEST = 24


def is_label(words: str) -> bool:
    """Say whether ``words`` only name a part of a paper (背景・課題, 事業の目的・概要), whatever its subject."""
    bare = normalise(words).strip("[]【】<>＜＞■●・ ")
    return 0 < len(bare) <= _LONGEST and _WORD.search(bare) is not None and _LABEL.fullmatch(bare) is not None
