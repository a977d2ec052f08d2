# 依頼ボード. Each target sets up what it needs first; see scripts/setup.
.DEFAULT_GOAL := help
.PHONY: help serve build compressed test bench bench-core crash-test audit fuzz check screenshots contact-sheet papers clean

help: ## この一覧 / this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

serve: ## 準備してビルドし http://127.0.0.1:8080 で開く (PORT=…) / set up, build, serve
	@PORT="$(PORT)" scripts/serve

build: ## dist/ に公開用ファイルを作る / the release for any static host, into dist/
	@scripts/build

compressed: build ## 圧縮したファイルを添えて target/compressed/ に / the release with compressed files beside, into target/compressed/
	@scripts/setup test && bash -c 'source scripts/env && exec node scripts/compress.mjs dist target/compressed'

test: ## すべてのテスト / every test: native, in the browser, end to end
	@scripts/test

crash-test: build ## 保存の途中で Chromium を100回強制終了する / kill Chromium 100 times while it saves
	@scripts/setup test && scripts/crash-test --runs $(or $(RUNS),100)

bench: build ## 100〜10,000件で速さを測り、前の記録と並べる / how the page answers from 100 to 10,000 engagements
	@scripts/setup test && bash -c 'source scripts/env && irai_find_browser && exec node scripts/bench.mjs $(ARGS)'

bench-core: ## 画面を除いた処理の速さを測る / the core alone, natively
	@bash -c 'source scripts/env && irai_native_env && exec cargo bench --bench core'

audit: build ## Lighthouse で測り、95点に届かなければ失敗にする / Lighthouse, fails below 95
	@scripts/setup test && bash -c 'source scripts/env && irai_find_browser && exec node scripts/audit.mjs'

fuzz: ## 記録と読み込みに壊れた入力を与え続ける (SECONDS=…) / feed journal and importer broken input
	@scripts/fuzz $(SECONDS)

check: ## 書式と静的検査 / format and lints
	@scripts/check

screenshots: build ## README の画像を撮り直す / take the README's screenshots again
	@scripts/setup test && bash -c 'source scripts/env && irai_find_browser && exec node scripts/screenshots.mjs'

contact-sheet: build ## すべての画面を4つの大きさ・2つのテーマ・2つの言語で撮る / every screen in four sizes, two themes, two languages
	@scripts/setup test && bash -c 'source scripts/env && irai_find_browser && exec node scripts/contact-sheet.mjs'

papers: build ## 書類の PDF を target/papers/ に作る / print the papers as PDF files
	@scripts/setup test && bash -c 'source scripts/env && irai_find_browser && exec node scripts/papers.mjs'

clean: ## 作ったものを消す (ツールは残る) / remove what was built, keep the tools
	rm -rf target dist test-results playwright-report
