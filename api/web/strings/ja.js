// The words of the page in Japanese. English has the same keys.

export const say = {
  site: {
    name: "しるべ", skip: "本文へ移動", menu: "機能", other: "English", titled: (view) => `${view}｜しるべ`,
    views: { ask: "質問", check: "企画案の点検", guidance: "目的と観点", programmes: "事業", documents: "文書", notes: "ノート" },
    missing: "見つかりません", missingHint: "この住所のページはありません。住所に誤りがないか確かめてください。", home: "質問へ戻る",
  },
  common: {
    close: "閉じる", cancel: "やめる", stop: "止める", send: "送る", print: "印刷", saved: "保存しました", undated: "日付不明", original: "原文", body: "本文", all: "すべて",
    source: "出典", none: "ありません。", loading: "読み込んでいます…", comma: "、", colon: "：", stopped: "止めました。", error: "エラー",
    page: (number) => `${number}頁`, quoted: (words) => `「${words}」`, note: (words) => `※${words}`, asMarkdown: "Markdownで保存", asWord: "Wordで保存",
  },
  problem: {
    unreachable: "サーバーにつながりません", unreachableHint: "しるべが動いているか確かめて、もう一度送ってください。",
    brokenOff: "回答が途中で切れました", brokenOffHint: "質問は残っています。もう一度聞いてください。", sendAgain: "もう一度送ってください。",
    /** What the service says of a problem, in its own words. */
    told: ({ title, detail }) => [title, detail],
  },
  login: { title: "ログイン", enter: "ログイン", leave: "ログアウト", key: "キー", hint: "このサーバーを使うにはキーが要ります。お持ちでなければ、管理者に頼んでください。" },
  ask: {
    welcome: "文書に、出典付きで聞く", welcomeHint: "収録した文書から、原文の引用を付けて答えます。書かれていないことは、書かれていないと答えます。",
    label: "質問", placeholder: "文書に聞く", hint: "Enter で送信、Shift+Enter で改行。質問と回答はこのブラウザーにだけ残ります。",
    unknown: "この会話は、このブラウザーにはありません。会話は、聞いたブラウザーにだけ残ります。",
  },
  turn: {
    pending: "文書を読んでいます", searching: "回答を探しています", shown: "回答が表示されました", again: "もう一度聞く", unanswered: "この質問の回答は、まだありません。",
    linkOutdated: "このリンクが作られたあとに、文書が変わりました。これは今の文書による回答です。",
    outdated: "この回答のあとに、文書が変わりました。「もう一度聞く」で、今の文書から答え直します。",
    understood: (question) => `次の質問として答えます：${question}`, scope: (name) => `対象：${name}`,
    copy: "出典付きでコピー", copyLink: "リンクをコピー", copied: "コピーしました", notCopied: "コピーできませんでした。ブラウザーの設定を確かめてください",
  },
  answer: {
    outcomes: {
      partial: "一部のみ回答", false_premise: "質問の前提が文書と異なります", no_evidence: "文書に記載が見当たりません", out_of_scope: "収録文書の範囲外です", ambiguous: "どれのことか、お選びください",
    },
    following: "続けて聞く", missing: "次のことは、文書に記載が見当たりません。", offered: "次の質問には答えられます。", table: "表",
    sources: "この回答の出典", elsewhere: (count) => `同じ文がほか ${count} 文書`, found: (count) => `関連する箇所（${count}）`, showOriginal: "原文を見る",
  },
  feedback: {
    helpful: "役に立った", not: "役に立たなかった", where: "どこが", reasons: { source: "出典が違う", short: "答えが足りない", other: "質問と合わない", old: "古い情報", hard: "読みにくい" },
    consent: "質問の文と出典も送る", sent: "送りました。ありがとうございます。", announced: "評価を送りました",
    hint: (verdict, reasons) => `「${verdict}」という評価${reasons ? "と理由" : ""}を、このサーバーの運用者に送ります。印を付けなければ、質問も回答も送りません。`,
  },
  past: {
    label: "これまでの会話", fresh: "新しい会話", count: (count) => `これまでの会話（${count}）`, clear: "すべて削除", everything: "すべての会話", rename: "名前を変える", name: "会話の名前", decide: "決める",
    remove: "削除", actions: (title) => `「${title}」の操作`, removed: (words) => `${words}を削除しました。`,
  },
  undo: { back: "元に戻す", done: "元に戻しました" },
  scope: {
    all: "すべての文書", label: "対象：", title: "回答の対象", until: "この日までの文書だけで答える", add: "文書を追加する", list: "文書の一覧を開く", many: (count) => `${count} 件の文書`, asOf: (date) => `${date} までの文書`,
    group: (name, many, all) => `${name}（${many} / ${all}）`,
  },
  source: {
    date: "日付", unknown: "不明", section: "章節", page: "頁", recognised: "文字認識", confidence: (percent) => `確信度 ${percent}%。原本と照らしてください。`, verified: "引用照合済", notVerified: "引用が文書と一致しません", wider: "前後をもっと見る", inDocument: "文書の中で開く",
  },
  pin: { put: "ノートに留める", done: (title) => `「${title}」に留めました`, full: "このノートはいっぱいです", failed: "このブラウザーには保存できません" },
  check: {
    title: "企画案の点検",
    intro: "企画案が、文書の示す目的と観点にどこまで応えているか、文書と矛盾する記述がないかを、根拠の文とともに示します。採否や良否の判断はしません。",
    result: "点検結果", draft: "企画案の本文", edit: "本文を直す", back: "印を付けた本文に戻る", clear: "企画案と結果を消す", cleared: "消しました", checking: "点検しています…", done: "点検が終わりました",
    label: "企画案", against: "照らす要件・観点：", usual: "文書の目的と観点", listed: (title, count) => `${title}（${count} 項目）`, placeholder: "企画案の本文を貼り付けてください", submit: "点検する", choose: "ファイルを選ぶ", tooLarge: "ファイルは 20 MB までにしてください。", nothing: "本文を貼り付けるか、ファイルを選んでください。",
    hint: "DOCX、PDF、PPTX、XLSX、HTML、TXT、MD のファイルをここにドロップすることもできます。企画案と結果は、閉じるまでこのタブの中にだけ残り、サーバーには保存も記録もされません。",
    marked: "印を付けた企画案", mark: (words, status) => `${words}（${status}）`,
    heading: (title) => `点検結果：${title}`, outOfScope: "科学技術・学術の協力に関する企画案ではないと判断したため、観点との照合は行いませんでした。",
    noGuidance: "収録文書に、企画の目的と観点を示すものがありません。事実の記述だけを文書と照合しました。", noFindings: "照合できる記述はありませんでした。",
    export: "書き出し：", exported: "書き出しました", printable: "印刷用 HTML",
  },
  finding: {
    words: { contradicted: "文書と矛盾", partly: "一部のみ確認", missing: "記載なし", partial: "一部対応", addressed: "対応あり", supported: "文書と一致", not_in_documents: "文書に記載なし" },
    facts: "事実の記述", examples: "文書にある近い記述", inDraft: "企画案の文を見る", draft: "企画案", document: "文書", unchecked: (quote, value) => `確認していない部分：「${quote}」の「${value}」のほか`,
    label: "点検の指摘", status: "状態", group: "区分", count: (left, all) => (left === all ? `${all} 件` : `${all} 件のうち ${left} 件`), named: (words, count) => `${words}（${count}）`,
    before: "前へ", next: "次へ", at: (number, words) => `${number} 件目、${words}`, purposes: (count) => `企画案が掲げる目的（${count}）`,
  },
  versions: {
    summary: (fixed, fresh, same) => `前の点検と比べる：解消 ${fixed}、新規 ${fresh}、残り ${same}`, fixed: "解消した指摘", fresh: "新しい指摘", label: "前の版と今の版", before: "前の版", now: "今の版",
  },
  guidance: {
    intro: "国際交流・協力の目的と、企画・実施に当たって考慮すべき観点の対応です。「原文」から該当箇所を開けます。",
    nothing: "収録文書に、企画の目的と観点を示すものがありません。企画案の点検では、事実の記述だけを文書と照合します。", purposes: "目的", considerations: "観点",
  },
  programmes: {
    intro: "文書に出てくる事業と、その目的、予算、支援期間などです。", nothing: "目的や予算などが書かれた事業は、収録文書に見当たりません。", named: (count) => `名前だけ出てくる事業（${count}）`,
    budgets: (count) => `予算 ${count} 件`, figures: (count) => `そのほかの数値など ${count} 件`, files: "表で保存：", list: "事業の一覧", purpose: "目的", budget: "予算", support: "支援の内容",
    prose: (count) => `背景・内容・成果など（${count}）`, mentions: "出てくる箇所", chart: "年度ごとの予算額", noYear: "年度不明", table: (name) => `${name}の表`,
    columns: { item: "項目", value: "内容", fiscal_year: "年度", budget_type: "種別", agency: "機関", as_of: "時点" }, attribute: (name) => name, fiscalYear: (words) => words,
    compare: "比べる事業", choose: "選んでください", comparison: "二つの事業の比較", comparisonLabel: "事業の比較", notTold: "記載なし",
    yen: (amount) => {
      const [unit, name] = amount >= 1e8 ? [1e8, "億円"] : amount >= 1e4 ? [1e4, "万円"] : [1, "円"];
      return `${(amount / unit).toLocaleString("ja-JP", { maximumFractionDigits: 2 })}${name}`;
    },
  },
  documents: {
    intro: "回答と点検の根拠となる文書です。新しい順に並んでいます。", collections: { bundled: "同梱の文書", own: "追加した文書" },
    relations: { summarises: "の概要版", excerpts: "の抜粋", quotes: "を引用", overlaps: "と内容が重なる", supersedes: "を改めたもの" }, related: (link, words) => [link, words],
    size: (characters, pages) => `${characters.toLocaleString("ja-JP")} 字${pages ? `、${pages} 頁` : ""}`, earlier: "以前の版：", notRead: (count) => `読み取れなかったファイル（${count} 件）`,
    remove: "取り除く", removeNamed: (title) => `${title}を取り除く`, sure: "本当に取り除く",
  },
  adding: {
    title: "文書を追加", hint: "ファイルをここに置くか、選んでください。Word、PDF、PowerPoint、Excel、HTML、テキスト、画像（文字認識）と、それらの ZIP（1 つ 20 MB まで）。同じ名前のファイルは新しい版になります。ファイルはしるべの外に出ません。",
    file: "ファイル", collection: "文書群の名前（英小文字と数字。省略できます）", unsupported: "この形式は読み取れません。Word、PDF、PowerPoint、Excel、HTML、テキストのどれかにしてください。",
    ichitaro: "一太郎の文書は読み取れません。一太郎で Word 形式（.docx）か PDF で保存し直してください。",
    tooLarge: "20 MB を超えています。分けるか、軽くしてください。", empty: "中身がありません。", sending: "送っています", nothing: "追加できるファイルがありませんでした", working: "処理中", read: "：読み取りました。",
    states: { queued: "順番を待っています", reading: "読み取っています", indexing: "索引を作っています", done: "終わりました", failed: "変更できませんでした" },
  },
  reader: {
    picture: "頁の画像", pictureOf: (page) => `${page} 頁の画像`, noPicture: "この頁の画像を表示できません。", before: "前の頁", next: "次の頁", at: (page, count) => `${page} / ${count} 頁`,
    earlier: "以前の版です。検索と回答には使われません。", current: "今の版を見る", list: "文書の一覧", contents: "目次", page: (number) => `${number} 頁`, find: "この文書の中を探す", search: "探す", near: "意味の近い箇所", absent: (words) => `「${words}」という言葉はありません。`,
    places: (words, count, more) => `「${words}」は ${count}${more ? " か所以上" : " か所"}にあります。`,
  },
  timeline: {
    title: "年表", intro: "文書の日付と、文書に書かれた事業の開始、終了、採択、予算を、年（年度）ごとに並べています。", narrow: "事業名や言葉で絞る", count: (count) => `${count} 件`, year: (year) => `${year}年（${year >= 2019 ? `令和${year === 2019 ? "元" : year - 2018}` : `平成${year - 1988}`}年）`, document: "文書",
  },
  comparison: {
    title: "二つの文書を比べる", intro: "二つの文書、又は一つの文書の二つの版を、段落ごとに比べます。よく似た段落どうしを並べ、変わったところに印を付けます。", before: "前の文書", now: "後の文書", theme: "主題（省くと全体）", themeHint: "例：若手研究者の派遣", submit: "比べる",
    earlier: (title, steps) => `${title}（${steps} つ前の版）`, more: (count) => `ほかに ${count} 件あります。主題を入れて絞ってください。`,
    summary: (changed, added, removed, same) => `変更 ${changed}、追加 ${added}、削除 ${removed}、同じ ${same}`,
  },
  notes: {
    missing: "このノートは、このブラウザーにはありません。ノートは、作ったブラウザーにだけ残ります。", toList: "ノートの一覧へ", list: "ノートの一覧", fresh: "新しいノート", titled: (number) => `ノート${number}`,
    name: "名前", word: "Word で保存", markdown: "Markdown で保存", remove: "ノートを削除", removed: (title) => `「${title}」を削除しました。`, hint: "ノートはこのブラウザーにだけ残ります。回答と出典は、ここで開いているノートに留まります。",
    notSaved: (words) => `保存できませんでした。${words}`, empty: "まだ何もありません。回答の下や出典の画面の「ノートに留める」で、ここに集まります。", moved: (place) => `${place}番目に移しました`, takenOut: (heading) => `「${heading}」を外しました。`,
    remark: "メモを書く", remarkOn: (heading) => `「${heading}」へのメモ`, grip: "つかんで並べ替え", up: "上へ", down: "下へ", out: "外す", doing: (heading, words) => `「${heading}」を${words}`,
  },
  files: { conversation: "しるべの回答です。引用は文書の原文のままです。", note: "しるべで集めたノートです。引用は文書の原文のままです。", remark: (words) => `メモ：${words}`, report: "shirube-report", name: (title) => `しるべ_${title}` },
};
